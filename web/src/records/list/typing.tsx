import { useDebouncedCallback } from '@mantine/hooks'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { isShortcut } from '../../design/keyboard.ts'
import { kindOf } from '../../fields/index.ts'
import { useFormat } from '../../kernel/format.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { useRecordWords } from '../words.ts'
import classes from './grid.module.css'
import type { Sort } from './use-view.ts'

/** Milliseconds after which further letters begin anew. */
const patience = 1_500

interface Ways {
  /** To a value of the list's order. */
  readonly seek: (from: string) => void
  /** To a row by the beginning of its title. */
  readonly find: (title: string) => void
}

/**
 * Letters typed in a list: they say from which value of its order it is to be read or, where they name none, which title
 * is meant among the rows that are there. A letter that does something else
 * here begins nothing unless it is a capital; further ones belong to what was begun.
 */
export function useTyping(object: MetadataObject, sort: Sort | undefined, ways: Ways) {
  const [typed, setTyped] = useState('')
  const { language, today } = useFormat()
  const { workspace } = useSession()
  const field = sort ? fieldOf(object, sort.field) : undefined
  const title = fieldOf(object, object.title)
  const placeOf = (text: string): string | undefined => {
    if (!field || !sort) return undefined
    const context = { field, down: sort.down, language, today: today(), currency: workspace.baseCurrency }
    return kindOf(field).seek?.(text, context)
  }
  const give = useDebouncedCallback((text: string) => {
    const from = placeOf(text)
    if (from) ways.seek(from)
    else if (text.trim() !== '') ways.find(text.trim())
  }, 200)
  useEffect(() => {
    if (typed === '') return
    const forget = setTimeout(() => setTyped(''), patience)
    return () => clearTimeout(forget)
  }, [typed])
  const become = (text: string): true => {
    setTyped(text)
    give(text)
    return true
  }
  return {
    typed,
    /** What is looked for in. */
    field: placeOf(typed) === undefined ? title : field,
    /** @returns whether the key belongs to what is typed */
    take(event: KeyboardEvent): boolean {
      const { key } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return false
      if (typed !== '' && (key === 'Backspace' || key === 'Escape'))
        return become(key === 'Escape' ? '' : typed.slice(0, -1))
      if (key.length !== 1) return false
      if (typed === '' && (key === ' ' || isShortcut(event.nativeEvent))) return false
      return become(typed + key)
    },
  }
}

interface TypedPlaceProps {
  readonly typed: string
  readonly field: MetadataField | undefined
}

/** What was typed, and what it is looked for in. */
export function TypedPlace({ typed, field }: TypedPlaceProps) {
  const { list } = useRecordWords()
  return (
    <div role="status" className={classes.typed}>
      {typed !== '' && field && list.goingTo(field.label, typed)}
    </div>
  )
}
