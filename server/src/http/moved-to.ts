/** Sends on to the same address with another id in the place of one. */
export function movedTo(url: string, id: string, into: string): Response {
  const { pathname, search } = new URL(url)
  return new Response(null, { status: 301, headers: { location: pathname.replace(id, into) + search } })
}
