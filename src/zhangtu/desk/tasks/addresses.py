"""The addresses of tasks."""

from django.urls import path

from zhangtu.desk.tasks import acting, board, instructing, mine, page, parting, sending

urlpatterns = [
    path("tasks/", mine.tasks, name="tasks"),
    path("tasks/board", board.board, name="tasks_board"),
    path("tasks/board.png", board.picture, name="tasks_picture"),
    path("tasks/received", instructing.received, name="tasks_received"),
    path("tasks/instruct", instructing.instruct, name="task_instruct"),
    path("tasks/instructions/<uuid:uid>/task", instructing.make_task, name="task_of_instruction"),
    path("tasks/<uuid:uid>/", page.task, name="task_page"),
    path("tasks/<uuid:uid>/act/<slug:deed>", acting.act, name="task_act"),
    path("tasks/<uuid:uid>/remind", sending.remind, name="task_remind"),
    path("tasks/<uuid:uid>/supervise", sending.supervise, name="task_supervise"),
    path("tasks/<uuid:uid>/split", parting.split, name="task_split"),
]
