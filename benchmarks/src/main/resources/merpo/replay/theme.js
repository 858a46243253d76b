/** Colours of scenes and curves: light or dark as the reader's system is; pictures for papers are light. */
const LIGHT = {
  ink: "#2b333f", soft: "#667080", line: "#dde1e7", cursor: "#9aa4b2", sky: "#f3f5f8", metres: "#98a2b1",
  floor: ["#eceff3", "#e3e7ed", "#d3d9e1"], haze: "#c9d1dc", glow: 1.9, sun: 2.3, faint: 0.28,
};
const DARK = {
  ink: "#e4e8ee", soft: "#9aa4b2", line: "#39414d", cursor: "#7d8898", sky: "#171c23", metres: "#7d8898",
  floor: ["#2a313b", "#323a46", "#434d5b"], haze: "#4a5463", glow: 1.5, sun: 1.9, faint: 0.5,
};
const BRIGHT = 0.36; // of what is seen well on a dark page

const asked = matchMedia("(prefers-color-scheme: dark)");
const dark = asked.matches && !location.hash.startsWith("#picture");
asked.addEventListener("change", () => location.reload());

export const theme = dark ? DARK : LIGHT;

/** A colour "#rrggbb", mixed with white where a dark page would swallow it. */
export function seen(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const light = 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2];
  if (!dark || light >= BRIGHT) {
    return colour;
  }
  const share = (BRIGHT - light) / (1 - light);
  return `#${parts.map((part) => Math.round(255 * (part + share * (1 - part))).toString(16).padStart(2, "0")).join("")}`;
}
