/** An event of a stream: its name, and its data as JSON. */
export interface StreamEvent {
  readonly event: string
  readonly data: unknown
}

/** Takes server-sent events out of text as it comes in; what is not finished is kept for the next piece. */
export function eventReader(): (piece: string) => readonly StreamEvent[] {
  let text = ''
  return (piece) => {
    text += piece.replaceAll('\r\n', '\n')
    const events: StreamEvent[] = []
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const found = eventOf(text.slice(0, end))
      text = text.slice(end + 2)
      if (found) events.push(found)
    }
    return events
  }
}

function eventOf(block: string): StreamEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (name === 'event') event = value
    if (name === 'data') data.push(value)
  }
  return data.length > 0 ? { event, data: JSON.parse(data.join('\n')) } : undefined
}
