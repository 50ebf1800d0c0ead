import pg from 'pg'

interface Listening {
  readonly url: string
  readonly channel: string
  heard(): void
  up(listening: boolean): void
  closed(): boolean
  onEnd(end: () => void): void
}

const listenAgainAfter = 1_000

/** Holds a connection of its own that listens, and another one when it breaks. */
export async function keepListening({ url, channel, heard, up, closed, onEnd }: Listening): Promise<void> {
  while (!closed()) {
    const client = new pg.Client({ connectionString: url })
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve)
      client.once('error', () => resolve())
      onEnd(() => void client.end().then(resolve, resolve))
    })
    client.on('notification', heard)
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      up(true)
      await over
    } catch {
      // Told by `up`; tried again below.
    }
    up(false)
    if (!closed()) await new Promise((resolve) => setTimeout(resolve, listenAgainAfter).unref())
  }
}
