// The page of an upload is loaded anew once the upload has been read: then there are pages to show.
const waiting = document.querySelector("[data-renew]");

waiting?.addEventListener("htmx:afterSettle", () => {
  if (!waiting.querySelector("[hx-get]")) window.location.reload();
});
