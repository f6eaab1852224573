// The only place that names the version of lit-html, which comes with the build (pom.xml)
export { html, svg, nothing, render } from '/webjars/lit-html/3.3.1/lit-html.js';
export { repeat } from '/webjars/lit-html/3.3.1/directives/repeat.js';
