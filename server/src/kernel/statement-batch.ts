import pg from 'pg'

/** A statement on its way, and who waits for its rows. */
export interface BatchedStatement {
  readonly text: string
  /** As the driver sends them. */
  readonly values: readonly unknown[]
  /** Under this name it stays prepared on its connection. */
  readonly name?: string | undefined
  /** It gives no rows, and nobody needs to be told so. */
  readonly silent?: boolean
  resolve(rows: unknown[]): void
  reject(error: unknown): void
}

/** What is used here of the driver's connection, as its own query classes use it. */
interface Wire {
  readonly stream: { cork?(): void; uncork?(): void }
  /** Texts of the statements that are prepared, by name; the driver keeps it. */
  readonly parsedStatements: Record<string, string>
  parse(statement: { text: string; name: string }): void
  bind(portal: { statement: string; values: readonly unknown[] }): void
  describe(what: { type: 'P'; name: string }): void
  execute(portal: { portal: string }): void
  close(what: { type: 'S'; name: string }): void
  sync(): void
}

/** Makes rows of the values that arrive. */
interface RowShape {
  addFields(fields: unknown): void
  parseRow(values: readonly (string | null)[]): unknown
}

/** What is known of the statements that are prepared on a connection, by name. */
interface Prepared {
  /** Null for one without rows. */
  readonly shapes: Map<string, RowShape | null>
  /** Whether these are prepared is not known: something failed on the way. */
  readonly uncertain: Set<string>
}

const preparedOn = new WeakMap<Wire, Prepared>()

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/** Values in the driver's form. @throws when one has none */
export function boundValues(values: readonly unknown[]): readonly unknown[] {
  return values.map(prepareValue)
}

/**
 * Sends statements in one packet that ends with one Sync: PostgreSQL answers all of them with one packet too, where the
 * driver's own pipeline wakes both sides once for each. After a failure the rest is skipped, and fails alike.
 * @returns the failure, if there was one, as soon as the next may be sent
 */
export function sendBatch(client: pg.ClientBase, statements: readonly BatchedStatement[]): Promise<unknown> {
  return new Promise((answered) => {
    let wire: Wire
    let prepared: Prepared
    let at = 0
    let rows: unknown[] = []
    let shape: RowShape | null | undefined

    const next = () => {
      rows = []
      const { name } = statements[at] ?? {}
      shape = name === undefined ? undefined : prepared.shapes.get(name)
    }
    client.query({
      submit(connection: pg.Connection) {
        wire = connection as unknown as Wire
        prepared = knownOf(wire)
        next()
        wire.stream.cork?.()
        write(wire, prepared, statements)
        wire.stream.uncork?.()
      },
      handleRowDescription({ fields }: { readonly fields: unknown }) {
        shape = new pg.Result('', pg.types) as unknown as RowShape
        shape.addFields(fields)
      },
      handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }) {
        rows.push(shape?.parseRow(fields))
      },
      handleCommandComplete() {
        const { name, text, silent = false, resolve } = statements[at] as BatchedStatement
        if (name !== undefined) {
          wire.parsedStatements[name] = text
          if (!silent) prepared.shapes.set(name, shape ?? null)
        }
        resolve(rows)
        at += 1
        next()
      },
      handleError(error: unknown) {
        for (const { name, reject } of statements.slice(at)) {
          if (name !== undefined && wire?.parsedStatements[name] === undefined) prepared?.uncertain.add(name)
          reject(error)
        }
        answered(error)
      },
      handleReadyForQuery: () => answered(undefined),
    } as pg.Submittable)
  })
}

function knownOf(wire: Wire): Prepared {
  const known = preparedOn.get(wire) ?? { shapes: new Map(), uncertain: new Set() }
  preparedOn.set(wire, known)
  return known
}

function write(wire: Wire, { shapes, uncertain }: Prepared, statements: readonly BatchedStatement[]): void {
  const parsed = new Set<string>()
  for (const { name = '', text, values, silent } of statements) {
    if (name === '' || (wire.parsedStatements[name] === undefined && !parsed.has(name))) {
      if (uncertain.delete(name)) wire.close({ type: 'S', name })
      wire.parse({ text, name })
      parsed.add(name)
    }
    wire.bind({ statement: name, values })
    if (!silent && !shapes.has(name)) wire.describe({ type: 'P', name: '' })
    wire.execute({ portal: '' })
  }
  wire.sync()
}
