import { useState } from 'react'

/** What somebody has entered of a record, by field. */
export interface Entered {
  readonly values: Readonly<Record<string, unknown>>
  /** The words of references among the values. */
  readonly titles: Readonly<Record<string, string>>
}

export interface EnteredValues extends Entered {
  set(name: string, value: unknown, title?: string): void
  /** Enters several values at once. */
  add(more: Entered): void
  /** Begins anew. */
  restart(): void
}

const nothing = (): Entered => ({ values: {}, titles: {} })

/** The values of fields that are being asked for, until they are sent. @param first what is known from the start */
export function useEnteredValues(first: () => Entered = nothing): EnteredValues {
  const [entered, setEntered] = useState(first)
  const add = ({ values, titles }: Entered): void =>
    setEntered((known) => ({ values: { ...known.values, ...values }, titles: { ...known.titles, ...titles } }))
  return {
    ...entered,
    add,
    set: (name, value, title) =>
      add({ values: { [name]: value }, titles: title === undefined ? {} : { [name]: title } }),
    restart: () => setEntered(first),
  }
}
