"""Nutgraf as a part of engines that teams already run: a stage of Ray Data, an item pipeline of Scrapy."""
