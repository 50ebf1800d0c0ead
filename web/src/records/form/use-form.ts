import { useMutation } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { type Entered, useEnteredValues } from '../../fields/entered-values.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, fillableFields } from '../../kernel/metadata.ts'
import { fieldErrors, isUncertain } from '../../kernel/problems.ts'
import { refreshObject } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { createOrKeep } from '../../offline/create-or-keep.ts'
import type { FormRules } from '../extensions.ts'
import { useFieldStates } from '../field-states.ts'

type Values = Readonly<Record<string, unknown>>

/** What a new record begins with: the defaults, the person as its owner, and what is known from where one comes. */
function firstValues(object: MetadataObject, userId: string, given: Values): Values {
  const defaults = Object.fromEntries(
    fillableFields(object).flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])),
  )
  return { ...defaults, ...(belongsToWriter(object) ? { owner: userId } : {}), ...given }
}

const belongsToWriter = ({ owned, assigned }: MetadataObject) => owned && !assigned

interface Start {
  readonly values?: Values
  readonly titles?: Readonly<Record<string, string>>
}

/** What follows on sending a form. */
interface Outcome {
  readonly onCreated: (record: AnyRecord) => Promise<void>
  /** Without a network it was kept on the device, as the record of this id. */
  readonly onKept: (id: string) => void
}

/** A new record while it is being filled in. */
export function useForm(object: MetadataObject, start: Start, rules: FormRules, { onCreated, onKept }: Outcome) {
  const words = useWords()
  const { user } = useSession()
  const first = (): Entered => ({
    values: firstValues(object, user.id, { ...rules.first.values, ...start.values }),
    titles: { ...(belongsToWriter(object) ? { owner: user.name } : {}), ...rules.first.titles, ...start.titles },
  })
  const entered = useEnteredValues(first)
  const { values, titles } = entered
  const [touched, setTouched] = useState(false)
  // One id a record: pressing the button twice, or again after a lost answer, makes one record.
  const id = useRef(v7())
  const stateOf = useFieldStates(object, values)
  const isShown = (name: string): boolean => {
    const field = fieldOf(object, name)
    return !field || stateOf(field).shown
  }
  const creation = useMutation({
    mutationFn: () => createOrKeep({ object, id: id.current, values: filled(values, isShown), titles }),
    onSuccess: async (record) => {
      const kept = id.current
      id.current = v7()
      if (!record) return onKept(kept)
      await onCreated(record)
      await refreshObject(object.name)
    },
    onError: (error) => {
      if (!isUncertain(error)) id.current = v7()
    },
  })
  return {
    values,
    titles,
    touched,
    stateOf,
    error: creation.error,
    errors: fieldErrors(creation.error, words),
    pending: creation.isPending,
    submit: () => creation.mutate(),
    set(name: string, value: unknown, title?: string) {
      setTouched(true)
      const brought = rules.follow(name, { ...values, [name]: value })
      entered.set(name, value, title)
      entered.add(brought)
    },
    restart() {
      entered.restart()
      setTouched(false)
      creation.reset()
    },
  }
}

/** What a rule hides is not sent, whatever was entered before it did. */
function filled(values: Values, isShown: (name: string) => boolean): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== null && value !== undefined && isShown(name)),
  )
}
