import { Agent, type ClientRequest, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { residentMb } from './resident-memory.ts'

export interface StreamsMeasured {
  readonly streams: number
  /** Resident memory of the server above what it was before they were opened, in MB. */
  readonly memoryMb: number
}

interface StreamsPlace {
  readonly port: number
  readonly pid: number
  /** Sessions of several people: one of them may have twenty streams. */
  readonly people: readonly Readonly<Record<string, string>>[]
  /** Records that a window shows. */
  readonly records: readonly string[]
}

const streams = 200
/** What is made for the first of them is not of the others. */
const warmUp = 5
/** So long they stay open before the memory is read for the last time. */
const openMilliseconds = 10_000

/** Windows that listen for changes of what they show: what the server holds for them. */
export async function measureStreams(place: StreamsPlace): Promise<StreamsMeasured> {
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
  const opened: ClientRequest[] = []
  const open = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) opened.push(await openStream(agent, place, index))
  }
  const close = (): void => {
    for (const stream of opened.splice(0)) stream.destroy()
  }
  try {
    await open(warmUp)
    close()
    await wait(1_000)
    const before = residentMb(place.pid)
    await open(streams)
    await wait(openMilliseconds)
    return { streams, memoryMb: Math.round(residentMb(place.pid) - before) }
  } finally {
    close()
    agent.destroy()
  }
}

/** A stream that has said hello, its further events read and left. */
function openStream(agent: Agent, { port, people, records }: StreamsPlace, index: number): Promise<ClientRequest> {
  const body = JSON.stringify({ objects: ['opportunity'], records: { opportunity: records } })
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: '/api/v1/live',
        method: 'POST',
        headers: {
          ...people[index % people.length],
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        },
      },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`POST /live: ${answer.statusCode}`))
        answer.once('data', () => resolve(sent))
        // Ended by us.
        answer.on('error', () => {})
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
