/** When an id was made, in milliseconds of UTC: every id of ours is a UUID of version 7. */
export function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
