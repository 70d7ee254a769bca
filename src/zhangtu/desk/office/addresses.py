"""The addresses of units, posts, people, handovers and of the administrators' pages."""

from django.urls import path

from zhangtu.desk.office import accounts, changing, handing, handovers, people, posts, rosters, tree

urlpatterns = [
    path("office/", tree.tree, name="office"),
    path("office/units/<int:unit>/", tree.unit, name="office_unit"),
    path("office/units/<int:unit>/<slug:deed>", changing.unit, name="office_unit_deed"),
    path("office/posts/<int:post>/", posts.post, name="office_post"),
    path("office/posts/<int:post>/<slug:deed>", changing.post, name="office_post_deed"),
    path("office/deputies/<int:number>/end", posts.end_deputy, name="office_deputy_end"),
    path("office/people/", people.people, name="office_people"),
    path("office/people/new", changing.enrol, name="office_enrol"),
    path("office/people/<int:person>/", people.person, name="office_person"),
    path("office/people/<int:person>/account", accounts.open_one, name="office_account_open"),
    path("office/people/<int:person>/account/reset", accounts.reset, name="office_account_reset"),
    path("office/people/<int:person>/account/close", accounts.close, name="office_account_close"),
    path("office/people/<int:person>/do/<slug:deed>", changing.person, name="office_person_deed"),
    path("office/handovers/", handovers.handovers, name="office_handovers"),
    path("office/handovers/new", handing.new, name="office_handover_new"),
    path("office/handovers/<int:number>/", handovers.handover, name="office_handover"),
    path("office/handovers/<int:number>/form", handing.form, name="office_handover_form"),
    path("office/handovers/<int:number>/print", handing.stamp, name="office_handover_print"),
    path("office/handovers/<int:number>/do/<slug:step>", handing.step, name="office_handover_step"),
    path("office/roster/", rosters.roster, name="office_roster"),
    path("office/roster/in", rosters.take_in, name="office_roster_take"),
    path("office/absences/<int:number>/end", people.back, name="office_back"),
]
