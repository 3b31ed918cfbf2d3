// Puts where the device is into a form before it goes, when the browser may say it; without that, or without this script, the form goes as it is.
const mostMilliseconds = 6000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.place === undefined || form.dataset.placed || !navigator.geolocation) return;
  event.preventDefault();
  form.dataset.placed = "yes"; // a second press sends it at once
  const button = event.submitter;
  if (button) button.textContent = form.dataset.place;
  const send = () => form.submit();
  const found = ({ coords }) => {
    form.elements.latitude.value = coords.latitude;
    form.elements.longitude.value = coords.longitude;
    form.elements.accuracy.value = coords.accuracy;
    send();
  };
  navigator.geolocation.getCurrentPosition(found, send, { enableHighAccuracy: true, timeout: mostMilliseconds, maximumAge: 30000 });
});
