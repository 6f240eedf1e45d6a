/** Address of the file with the Mermaid source of a diagram, beside its picture. */
export function sourceFileAddress(picture: string): string {
  return picture.replace(/\.svg$/, '.txt');
}
