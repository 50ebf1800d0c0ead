import pg from 'pg'

/** What to do with what is heard, by channel. */
export type Channels = Readonly<Record<string, (payload: string) => void>>

interface Listening {
  readonly url: string
  readonly channels: Channels
  up(listening: boolean): void
  closed(): boolean
  onEnd(end: () => void): void
}

const listenAgainAfter = 1_000

/** Holds one connection that listens to all channels, and another one when it breaks. */
export async function keepListening({ url, channels, up, closed, onEnd }: Listening): Promise<void> {
  while (!closed()) {
    const client = new pg.Client({ connectionString: url })
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve)
      // PostgreSQL's last words come first, and the end of the connection after them.
      client.on('error', () => resolve())
      onEnd(() => void client.end().then(resolve, resolve))
    })
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
    try {
      await client.connect()
      for (const channel of Object.keys(channels)) await client.query(`listen ${channel}`)
      up(true)
      await over
    } catch {
      // Told by `up`; tried again below.
    }
    up(false)
    if (!closed()) await new Promise((resolve) => setTimeout(resolve, listenAgainAfter).unref())
  }
}
