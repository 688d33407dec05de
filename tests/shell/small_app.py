"""A tiny app made of the shell alone, with a gallery of every component."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, abort, flash, render_template, request
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from werkzeug.serving import make_server
from wtforms import BooleanField, DateField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from webapp import shell
from webapp.texts import install_formats

ROOT = Path(__file__).parents[2]
UPLOAD_LIMIT_BYTES = 1_000_000
BEGAN = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
MENU = [
    {
        "heading": "契約",
        "items": [
            {"label": "要対応", "href": "/gallery", "icon_name": "clock", "count": 3},
            {"label": "契約を締結", "href": "/gallery", "icon_name": "pen"},
            {
                "label": "文書管理",
                "href": "/gallery?of=documents",
                "icon_name": "archive",
                "current": True,
                "keys": "g d",
            },
        ],
    },
    {
        "heading": "管理",
        "items": [
            {"label": "利用者", "href": "/gallery", "icon_name": "people"},
            {"label": "設定", "href": "/gallery", "icon_name": "settings"},
        ],
    },
]


class ContractForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    title = StringField("文書名", [InputRequired("文書名を入力してください。")])
    contract_type = SelectField(
        "契約種別", choices=[SelectChoice("lease", "建物賃貸借契約"), SelectChoice("nda", "秘密保持契約")]
    )
    starts_on = DateField("契約開始日", [InputRequired("契約開始日を入力してください。")])
    memo = TextAreaField("メモ", description="相手方には表示されません。")
    kind = RadioField(
        "当事者の種別",
        [InputRequired("当事者の種別を選んでください。")],
        choices=[SelectChoice("individual", "個人"), SelectChoice("corporate_informal", "法人（認印）")],
    )
    file = FileField("契約書のPDF", [InputRequired("PDFファイルを選んでください。")])
    consent = BooleanField("利用規約に同意します", [InputRequired("同意する場合はチェックしてください。")])


def create_small_app(base_url: str = "http://127.0.0.1") -> Flask:
    app = Flask(
        "small",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "webapp" / "static"),
    )
    app.secret_key = "only for this test"  # noqa: S105  # no session of this app leaves the test
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(ROOT / "tests" / "shell" / "templates")]
    )
    shell.install_request_log(app)
    shell.install_headers(app, base_url)
    shell.install_cookies(app, base_url)
    shell.install_trusted_hosts(app, base_url)
    shell.install_limits(app, UPLOAD_LIMIT_BYTES)
    shell.install_csrf(app)
    shell.install_errors(app)
    shell.install_babel(app)
    shell.install_static_files(app)
    install_formats(app)
    add_gallery(app)
    add_files(app)
    add_traps(app)
    add_answers(app)
    return app


def add_gallery(app: Flask) -> None:
    app.jinja_env.globals.update(
        staff_menu=MENU,
        staff_name="山田 花子",
        organization_name="株式会社サンプル不動産",
        sign_out_url="/gallery",
    )

    @app.route("/gallery", methods=["GET", "POST"])
    def gallery() -> str:
        form = ContractForm()
        form.validate_on_submit()
        if "flash" in request.args:
            flash("送信しました。", "success")
        return render_template("gallery.html", form=form, rows=rows(), entries=entries())

    @app.get("/guest")
    def guest() -> str:
        pictures = [f"/picture/{number}.png" for number in (1, 2, 3)]
        return render_template("guest.html", pictures=pictures, show_all=request.args.get("pages") == "all")


def add_files(app: Flask) -> None:
    @app.get("/<any(message, confirm):name>")
    def page(name: str) -> str:
        return render_template(f"{name}_sample.html")

    @app.get("/japanese.pdf")
    def japanese_pdf() -> Response:
        return Response(pdf_without_fonts(), mimetype="application/pdf")

    @app.get("/broken.pdf")
    def broken_pdf() -> Response:
        return Response(b"%PDF-1.7 nothing", mimetype="application/pdf")

    @app.get("/picture/<int:_number>.png")
    def picture(_number: int) -> Response:
        return Response((ROOT / "webapp/static/img/mark.svg").read_bytes(), mimetype="image/svg+xml")


def add_traps(app: Flask) -> None:
    @app.get("/fault")
    def fault() -> str:
        raise RuntimeError("the secret reason")

    @app.context_processor
    def menu_from_a_database() -> dict[str, str]:
        if request.path == "/database-away":
            raise OSError("the secret reason")
        return {}

    @app.get("/refusal/<int:code>")
    def refusal(code: int) -> str:
        abort(code)


def add_answers(app: Flask) -> None:
    @app.post("/echo")
    def echo() -> str:
        return request.form.get("words", "")

    @app.get("/c/<token>")
    def link(token: str) -> str:
        return f"{len(token)}"


def rows() -> list[SimpleNamespace]:
    stages = [
        "draft",
        "awaiting_approval",
        "awaiting_own",
        "awaiting_other",
        "sent_back",
        "sealing",
        "concluded",
        "cancelled",
    ]
    titles = ["建物賃貸借契約書（更新）", "秘密保持契約書", "業務委託基本契約書", "駐車場賃貸借契約書"]
    return [
        SimpleNamespace(
            number=f"2026-{at + 1:04d}",
            title=titles[at % 4],
            stage=stage,
            other="株式会社サンプル商事",
            day=BEGAN.date() - timedelta(days=at),
            amount=1_200_000 * (at + 1),
        )
        for at, stage in enumerate(stages)
    ]


def entries() -> list[SimpleNamespace]:
    reason = "第3条の賃料が合意した額と異なります。\n修正のうえ、再度お送りください。"
    told = [
        ("下書きを作成しました", "山田 花子（株式会社サンプル不動産）", None, "draft"),
        ("送信しました", "山田 花子（株式会社サンプル不動産）", None, None),
        ("差し戻されました", "佐藤 一郎 様", reason, "alert"),
        ("締結が完了しました", None, None, "done"),
    ]
    return [
        SimpleNamespace(at=BEGAN + timedelta(hours=at), title=title, who=who, detail=detail, tone=tone)
        for at, (title, who, detail, tone) in enumerate(told)
    ]


def pdf_without_fonts() -> bytes:
    """Three A4 pages of Japanese in a font that is not in the file: readable only through the CMaps."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    file = io.BytesIO()
    paper = canvas.Canvas(file, pagesize=(595, 842))
    for number in (1, 2, 3):
        paper.setFont("HeiseiKakuGo-W5", 24)
        paper.drawCentredString(297, 740, "建物賃貸借契約書")
        paper.setFont("HeiseiKakuGo-W5", 11)
        for line in range(24):
            paper.drawString(
                72, 680 - line * 22, f"第{number}章{line + 1}条　貸主と借主は、次のとおり合意する。"
            )
        paper.showPage()
    paper.save()
    return file.getvalue()


@contextmanager
def served() -> Iterator[str]:
    """Serve the app on a free loopback port and give its base URL."""
    app = create_small_app()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
