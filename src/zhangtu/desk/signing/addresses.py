"""The addresses of the pages to sign in."""

from django.urls import path

from zhangtu.desk.signing import coming_in, staying_in

urlpatterns = [
    path("sign/in", coming_in.sign_in, name="sign_in"),
    path("sign/second", coming_in.second, name="sign_second"),
    path("sign/first/<str:secret>", coming_in.first, name="sign_first"),
    path("sign/elsewhere", coming_in.elsewhere_begins, name="sign_elsewhere"),
    path("sign/back", coming_in.elsewhere_ends, name="sign_back"),
    path("sign/password", staying_in.password, name="sign_password"),
    path("sign/post", staying_in.post, name="sign_post"),
    path("sign/factor", staying_in.factor, name="sign_factor"),
    path("sign/out", staying_in.out, name="sign_out"),
]
