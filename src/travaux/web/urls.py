"""All addresses of the site."""

from django.urls import path

from travaux.web.views import (
    calls,
    desk,
    document,
    front,
    log,
    officer,
    receipt,
    register,
    search,
    sign_in,
    submit,
)

handler404 = "travaux.web.refusals.not_found"
handler500 = "travaux.web.refusals.failed"

_document = "<slug:process>/document/<slug:ref>"
urlpatterns = [
    path("", front.site, name="site"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("demo/sign-in", sign_in.demo, name="demo-sign-in"),
    path("language", front.language, name="language"),
    path("rights", front.rights, name="rights"),
    path("design", front.design, name="design"),
    path("log", log.log, name="log"),
    path("log/checkpoint", log.checkpoint, name="checkpoint"),
    path("log/tile/entries/<path:name>", log.entries, name="entries"),
    path("log/tile/<int:level>/<path:name>", log.tile, name="tile"),
    path("log/key", log.key, name="log-key"),
    path("verify_receipt.py", log.verifier, name="verifier"),
    path("<slug:process>/", front.process, name="process"),
    path("<slug:process>/capacity", sign_in.capacity, name="capacity"),
    path("<slug:process>/register", register.register, name="register"),
    path("<slug:process>/search", search.search, name="search"),
    path("<slug:process>/calls", calls.calls, name="calls"),
    path("<slug:process>/calls/new", calls.new, name="new-call"),
    path("<slug:process>/calls/<slug:ref>", calls.call, name="call"),
    path("<slug:process>/calls/<slug:ref>/edit", calls.edit, name="edit-call"),
    path("<slug:process>/calls/<slug:ref>/send", calls.send, name="send-call"),
    path("<slug:process>/restricted", register.restricted, name="restricted"),
    path("<slug:process>/meeting/<int:number>.zip", register.archive, name="archive"),
    path("<slug:process>/symbol/<path:symbol>", document.by_symbol, name="symbol"),
    path("<slug:process>/desk", desk.desk, name="desk"),
    path("<slug:process>/submit", submit.submit, name="submit"),
    path("<slug:process>/officer", officer.desk, name="officer"),
    path("<slug:process>/officer/enter", officer.enter, name="enter"),
    path("<slug:process>/officer/reserve", officer.reserve, name="reserve"),
    path("<slug:process>/officer/request/<int:number>", officer.request, name="settle-request"),
    path(_document, document.document, name="document"),
    path(f"{_document}/edit", submit.edit, name="edit"),
    path(f"{_document}/file/<int:number>", document.file, name="file"),
    path(f"{_document}/text/<int:number>", document.text, name="text"),
    path(f"{_document}/proof", document.proof, name="proof"),
    path(f"{_document}/<slug:step>", document.step, name="step"),
    path("<slug:process>/receipt/<int:number>", receipt.receipt, name="receipt"),
    path("<slug:process>/receipt/<int:number>/file", receipt.file, name="receipt-file"),
]
