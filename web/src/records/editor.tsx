import { Box } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { kindOf } from '../fields/index.ts'

export interface Edited {
  readonly value: unknown
  /** The words of a chosen record. */
  readonly title?: string
}

/** What was edited, and the record's version when it began: what others change meanwhile is not written over unseen. */
export interface Finished extends Edited {
  readonly version: number
}

interface EditorProps {
  readonly field: MetadataField
  readonly value: unknown
  readonly title?: string
  /** The words of the records that it refers to, by their ids. */
  readonly titles?: Readonly<Record<string, string>>
  /** Of the record, as it is now. */
  readonly version: number
  readonly error?: string
  /** Rules may require it for this record. */
  readonly required?: boolean
  readonly className?: string
  /** Given the value when it was changed, undefined when it was not. */
  readonly onDone: (edited: Finished | undefined) => void
}

/** Dropdowns and dialogs of an input stand elsewhere in the document, but belong to it. */
function isElsewhere(target: EventTarget | null, own: HTMLElement | null): boolean {
  if (!(target instanceof Element) || own?.contains(target)) return false
  return target.closest('[data-portal], [data-mantine-shared-portal-node]') === null
}

/** Edits one field in its place: Enter and leaving it save, Escape does not. */
export function Editor({ field, value, title, titles, version, error, required, className, onDone }: EditorProps) {
  const { Input, multiline } = kindOf(field)
  const box = useRef<HTMLDivElement>(null)
  const [opened] = useState({ value, version })
  const latest = useRef<Edited>({ value, title })
  const touched = useRef(false)
  const over = useRef(false)
  const [draft, setDraft] = useState<Edited>(latest.current)

  const end = (keep: boolean): void => {
    if (over.current) return
    over.current = true
    const same = JSON.stringify(latest.current.value ?? null) === JSON.stringify(opened.value ?? null)
    onDone(keep && touched.current && !same ? { ...latest.current, version: opened.version } : undefined)
  }
  const endOutside = useEffectEvent((target: EventTarget | null) => {
    if (isElsewhere(target, box.current)) end(true)
  })
  useEffect(() => {
    const press = (event: PointerEvent): void => endOutside(event.target)
    const focus = (event: FocusEvent): void => endOutside(event.target)
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('focusin', focus, true)
    return () => {
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('focusin', focus, true)
    }
  }, [])

  const key = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') end(false)
    const enter = event.key === 'Enter' && !event.defaultPrevented && !event.nativeEvent.isComposing
    if (enter && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      end(true)
    }
  }
  return (
    <Box ref={box} className={className} onKeyDown={key} onClick={(event) => event.stopPropagation()}>
      <Input
        field={field}
        value={draft.value}
        title={draft.title}
        titles={titles}
        error={error}
        required={required || field.required}
        autoFocus
        onChange={(next, words) => {
          touched.current = true
          latest.current = { value: next, title: words }
          setDraft(latest.current)
        }}
        onDone={() => end(true)}
      />
    </Box>
  )
}
