"""The page of `nutgraf serve`: paste or drop an article, see its summary."""

from markupsafe import Markup

from pipeline.views.html.page import assets, environment, html_page


def serve_view(key_needed: bool) -> str:
    """The page. key_needed: whether it asks for the service's key."""
    form = Markup(environment().get_template("serve.html.j2").render(key_needed=key_needed))  # noqa: S704 - the template escapes
    return html_page("Summarize an article", [form], more_script=assets("serve.js"), body_class="reader serve", connect_src="'self'")
