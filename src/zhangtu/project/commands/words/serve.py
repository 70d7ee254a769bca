"""What ``zhangtu serve`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_serve": (
        "在本机打开方案解读的网页，并打印地址",
        "serve the plan room on this machine and print its address",
    ),
    "help_port": ("端口（8000）", "the port (8000)"),
    "help_host": ("地址（127.0.0.1，只有本机能打开）", "the address (127.0.0.1: this machine only)"),
    "help_threads": ("每个进程同时办理几个请求（4）", "how many requests each process answers at once (4)"),
    "help_workers": (
        "几个进程（1 至 32；不写则按处理器数，至少 2 个，最多 8 个）",
        "how many processes (1 to 32; as many as processors if not given, 2 at least and 8 at most)",
    ),
    "example_serve": ("在 8080 端口打开", "serve on port 8080"),
    "serving": ("账图：{address}（按 Ctrl+C 停止）", "Zhangtu: {address} (Ctrl+C stops it)"),
    "port_busy": (
        "端口 {port} 已被占用。请换一个，例如 --port {other}。",
        "Port {port} is taken. Choose another, for instance --port {other}.",
    ),
    "home_broken": (
        "不能写文件夹 {path}：{why}。请用 ZHANGTU_HOME 另指一个。",
        "The folder {path} cannot be written: {why}. Name another with ZHANGTU_HOME.",
    ),
}
