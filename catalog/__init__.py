"""The catalogue of microneedling devices: `create_app` puts the rooms together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, for these settings or the environment's. The database is not touched yet."""
    # Imported here, so that the pure rooms can be used without a web framework.
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from . import db, schema, shelf
    from .api import views as api
    from .articles import editable as article_editable
    from .articles import views as articles
    from .cache import PageCache
    from .card import views as card
    from .changes import watcher
    from .claims import editable as claim_editable
    from .claims import views as claims
    from .cleared import views as cleared
    from .comments import chores as comment_chores
    from .comments import views as comments
    from .compare import basket_views as basket
    from .compare import editable as comparison_editable
    from .compare import editorial_views, pinned_views
    from .compare import views as compare
    from .concerns import editable as concern_editable
    from .concerns import views as concerns
    from .config import Settings
    from .desk import cookie as desk_cookie
    from .desk import guard
    from .desk import views as desk
    from .editorial import choosing_views, framing, planned, publishing_views, revision_views
    from .editorial import kinds as editorial
    from .editorial import views as writing
    from .exchange import bundle_views, old_addresses
    from .exchange import views as exchange
    from .exchange.desk_files import forget_old
    from .feeds import views as feeds
    from .finder import current as finder
    from .finder import editable as need_editable
    from .finder import unmet
    from .finder import views as finder_views
    from .glossary import editable as term_editable
    from .glossary import views as glossary
    from .guidance import editable as guidance_editable
    from .guidance import views as guidance
    from .history import moments
    from .history import views as history
    from .lengths import views as lengths
    from .media import store as media_store
    from .media import views as media
    from .method import desk_views as measurements
    from .method import editable as method_editable
    from .method import views as method
    from .pages import addresses, appearance, crawlers, errors, headers, health
    from .pages import views as pages
    from .people import editable as author_editable
    from .people import views as people
    from .places import place
    from .products import brand_editable, source_editable
    from .products import editable as product_editable
    from .products import views as products
    from .products.pages import bulk_desk
    from .proposals import views as proposals
    from .reports import desk_views as report_desk
    from .reports import views as reports
    from .reviews import editable as review_editable
    from .reviews import views as reviews
    from .search import current as search
    from .search import editable as synonym_editable
    from .search import emptied
    from .search import views as search_views
    from .sharing import views as sharing
    from .structured import every as structured
    from .studies import editable as study_editable
    from .studies import views as studies
    from .upkeep import views as upkeep

    settings = settings or Settings()
    app = Flask(__name__, template_folder=str(place("templates")), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret,
        SITE_NAME=settings.site_name,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        # Bytes are what is bounded: a product has hundreds of fields, and a text may be as long as it likes.
        MAX_FORM_MEMORY_SIZE=settings.upload_bytes,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=desk_cookie.FORMS,
    )
    app.session_interface = desk_cookie.FormsCookie()
    app.jinja_env.globals.update(site_name=settings.site_name)
    app.extensions["settings"] = settings
    database = db.open_database(settings)
    watching = watcher.Watcher(
        database.replica,
        check=schema.check_revision,
        poll_interval_s=settings.poll_interval_s,
        listen_to=database.engine,
    )

    headers.init_app(app)
    errors.init_app(app)
    addresses.init_app(app)
    old_addresses.init_app(app)
    db.init_app(app, database, latest=("/desk", "/preview/", "/set-password/", "/first-account/"))
    watcher.init_app(app, watching)
    shelf.init_app(app, database.reader, settings.price_age_days)
    finder.init_app(app, settings)
    unmet.init_app(app)
    search.init_app(app, database.reader)
    emptied.init_app(app)
    moments.init_app(app, database.reader)
    crawlers.init_app(app)
    structured.init_app(app)
    health.init_app(app, shelf.current, finder.ready, search.ready)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(finder_views.blueprint)
    app.register_blueprint(search_views.blueprint)
    app.register_blueprint(products.blueprint)
    app.register_blueprint(lengths.blueprint)
    app.register_blueprint(card.blueprint)
    app.register_blueprint(cleared.blueprint)
    app.register_blueprint(basket.blueprint)
    app.register_blueprint(compare.blueprint)
    app.register_blueprint(pinned_views.blueprint)
    app.register_blueprint(editorial_views.blueprint)
    app.register_blueprint(articles.blueprint)
    app.register_blueprint(comments.blueprint)
    app.register_blueprint(comments.desk)
    app.register_blueprint(claims.blueprint)
    app.register_blueprint(concerns.blueprint)
    app.register_blueprint(guidance.blueprint)
    app.register_blueprint(studies.blueprint)
    app.register_blueprint(glossary.blueprint)
    app.register_blueprint(method.blueprint)
    app.register_blueprint(measurements.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(history.blueprint)
    app.register_blueprint(reports.blueprint)
    app.register_blueprint(reviews.blueprint)
    app.register_blueprint(reviews.at_the_desk)
    app.register_blueprint(people.blueprint)
    app.register_blueprint(people.sign_in)
    app.register_blueprint(sharing.blueprint)
    app.register_blueprint(desk.blueprint)
    app.register_blueprint(proposals.blueprint)
    app.register_blueprint(upkeep.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(report_desk.blueprint)
    app.extensions[guard.DOOR] = people.door
    media_store.init_app(app, settings)
    app.register_blueprint(media.blueprint)
    app.register_blueprint(media.desk)
    editorial.init_app(
        app,
        [
            article_editable.ArticleEditable(),
            review_editable.ReviewEditable(),
            comparison_editable.ComparisonEditable(),
            need_editable.NeedEditable(),
            claim_editable.ClaimEditable(),
            study_editable.StudyEditable(),
            concern_editable.ConcernEditable(),
            guidance_editable.GuidanceEditable(),
            term_editable.TermEditable(),
            author_editable.AuthorEditable(),
            method_editable.MethodEditable(),
            product_editable.DeviceEditable(),
            product_editable.CartridgeEditable(),
            brand_editable.BrandEditable(),
            source_editable.SourceEditable(),
            synonym_editable.SynonymEditable(),
        ],
    )  # fmt: skip
    app.register_blueprint(bulk_desk.blueprint)
    app.register_blueprint(exchange.blueprint)
    app.register_blueprint(bundle_views.blueprint)
    framing.init_app(app)
    app.register_blueprint(writing.blueprint)
    app.register_blueprint(revision_views.blueprint)
    app.register_blueprint(choosing_views.blueprint)
    app.register_blueprint(publishing_views.blueprint)

    cached = PageCache(
        app.wsgi_app,
        watching.head,
        # Public pages never look at the cookies of the desk, so that they are the same with and without.
        cookies={appearance.COOKIE: appearance.CHOICES, desk_cookie.NAME: (), desk_cookie.FORMS: ()},
        limit=settings.page_cache_bytes,
        shared_max_age=settings.shared_max_age,
        passing=("/download/",),
    )
    app.extensions["page_cache"] = cached
    proxies = settings.proxies
    app.extensions["chores"] = [comment_chores.forget_refused, emptied.forget, forget_old]
    due = planned.Planned(cached, app, every_s=settings.planned_every_s, chores=app.extensions["chores"])
    app.wsgi_app = ProxyFix(due, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app
