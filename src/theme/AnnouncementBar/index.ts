/** The site announces nothing: what a reader must know of a version stands in its banner. */
export default function AnnouncementBar(): null {
  return null;
}
