const prepared = new Map<string, string>()
const seen = new Map<string, number>()
const mostPrepared = 300

/** Statements that come again are prepared once per connection; at most 300, so that odd filters do not pile up. */
export function preparedName(text: string): string | undefined {
  const known = prepared.get(text)
  if (known) return known
  if (prepared.size >= mostPrepared || text.length > 20_000) return undefined
  const times = (seen.get(text) ?? 0) + 1
  if (times < 3) {
    if (seen.size > 2_000) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `s${prepared.size}`
  prepared.set(text, name)
  return name
}
