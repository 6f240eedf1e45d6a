/** In place of a component that shows nothing on this site. */
export default function Nothing(): null {
  return null;
}
