// Shows what the browser's content security policy refused on this page.
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
  document.getElementById('violations').textContent = violations.join('\n');
});
