/** Small helpers that make elements; whatever is text goes in as text and never as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return an element: `el("p", { class: "soft" }, "Hello ", strong)`.
 * An attribute that is a function is a listener (`onclick`); true stands without a value; null and false are left out.
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Return an element of SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Return a button that does something. */
export function button(label, onclick, attributes = {}) {
  return el("button", { type: "button", onclick, ...attributes }, label);
}

/** Put these children in place of those that an element has. */
export function put(parent, ...children) {
  parent.replaceChildren(...present(children));
  return parent;
}

/** Set an element's text, only if it is another: live regions would say it again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Return the element with an id. */
export function byId(id) {
  return document.getElementById(id);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...present(children));
  return element;
}

function present(children) {
  return children.flat(3).filter((child) => child !== null && child !== undefined && child !== false);
}

function setAttribute(element, name, value) {
  if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
  else if (value !== null && value !== undefined && value !== false)
    element.setAttribute(name, value === true ? "" : value);
}
