"""Summaries by the Batch API: the questions of many articles in files, the answers hours later, at half the price.

prepare: articles -> the engine, by post -> questions in files        submit, status: files <-> the provider
collect: answers -> the engine again -> summaries in a sink, and the questions of the next round
"""
