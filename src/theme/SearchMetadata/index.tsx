/** Tells an outside search service nothing: search needs none here. */
export default function SearchMetadata(): null {
  return null;
}
