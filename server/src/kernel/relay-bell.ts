const listeners = new Set<() => void>()

/** Rings in this process: the outbox has something. Other processes' relays poll each second. */
export function ringRelay(): void {
  for (const listener of listeners) listener()
}

/** Listens for the bell; the answer stops listening. */
export function onRelayBell(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
