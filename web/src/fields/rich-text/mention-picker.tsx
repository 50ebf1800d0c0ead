import { Avatar, Paper, UnstyledButton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { folded } from '@tendero/model'
import type { Filter } from '@tendero/model/filter'
import { useEffect, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import { recordsOf } from '../../kernel/api.ts'
import { keys as queryKeys } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import type { Mentions, Person, Picking } from './mentions.ts'
import classes from './rich-text.module.css'
import { useRichTextWords } from './words.ts'

interface MentionPickerProps {
  readonly mentions: Mentions
  /** Where the text is written, which tells a screen reader of the person that is chosen. */
  readonly textbox: HTMLElement | undefined
}

/** Below the @ that somebody typed, the people whose names begin so. */
export function MentionPicker({ mentions, textbox }: MentionPickerProps) {
  const picking = mentions.picking.use()
  return picking && <People {...picking} mentions={mentions} textbox={textbox} />
}

const mostShown = 6
/** People whose names are looked through here, without regard to accents; among more the server looks. */
const mostKnown = 200

const active: Filter = { field: 'active', op: 'is', value: true }

function usePeople(filter: Filter, enabled: boolean) {
  const query = { filter, sort: ['name'], fields: ['name'], limit: mostKnown }
  return useQuery({
    queryKey: queryKeys.options('user', query),
    queryFn: () => recordsOf('users').list(query),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  }).data
}

/** Others who work here, with a name or surname that begins with what was typed. */
function useColleagues(typed: string): readonly Person[] {
  const { user } = useSession()
  const known = usePeople(active, true)
  const isMore = typeof known?.next === 'string'
  const found = usePeople({ and: [active, { field: 'name', op: 'contains', value: typed }] }, isMore && typed !== '')
  return ((typed !== '' && isMore ? found : known)?.items ?? [])
    .map(({ id, name }) => ({ id, label: String(name) }))
    .filter(({ id, label }) => id !== user.id && ` ${folded(label)}`.includes(` ${folded(typed)}`))
    .slice(0, mostShown)
}

function People({ typed, place, choose, mentions, textbox }: Picking & MentionPickerProps) {
  const words = useRichTextWords()
  const listId = useId()
  const people = useColleagues(typed)
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, people.length - 1)
  const optionId = (index: number): string => `${listId}-${index}`
  useEffect(() => {
    mentions.keys.press = (event) => {
      const person = people[chosen]
      if (!person) return false
      if (event.key === 'ArrowDown') setAt((chosen + 1) % people.length)
      else if (event.key === 'ArrowUp') setAt((chosen + people.length - 1) % people.length)
      else if (event.key === 'Enter' || event.key === 'Tab') choose(person)
      else return false
      return true
    }
    return () => {
      mentions.keys.press = () => false
    }
  }, [mentions, people, chosen, choose])
  const shown = people.length > 0 ? optionId(chosen) : undefined
  useEffect(() => {
    if (!textbox || !shown) return
    textbox.setAttribute('aria-controls', listId)
    textbox.setAttribute('aria-activedescendant', shown)
    return () => {
      textbox.removeAttribute('aria-controls')
      textbox.removeAttribute('aria-activedescendant')
    }
  }, [textbox, listId, shown])
  if (people.length === 0 || !place) return null
  return createPortal(
    <Paper
      id={listId}
      role="listbox"
      aria-label={words.mention}
      withBorder
      shadow="sm"
      className={classes.people}
      style={placed(place)}
    >
      {people.map((person, index) => (
        <UnstyledButton
          key={person.id}
          id={optionId(index)}
          role="option"
          aria-selected={index === chosen}
          tabIndex={-1}
          className={classes.person}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setAt(index)}
          onClick={() => choose(person)}
        >
          <Avatar name={person.label} size={22} aria-hidden />
          {person.label}
        </UnstyledButton>
      ))}
    </Paper>,
    // Among the landmarks of the page, and out of what contains the text: that may keep what is fixed within itself.
    document.querySelector('main') ?? document.body,
  )
}

/** In pixels, with room for all that are shown. */
const width = 240
const height = 240

function placed({ left, top, bottom }: DOMRect) {
  const x = Math.max(8, Math.min(left, window.innerWidth - width - 8))
  const below = bottom + height < window.innerHeight
  return below ? { left: x, top: bottom + 4, width } : { left: x, bottom: window.innerHeight - top + 4, width }
}
