import Mention from '@tiptap/extension-mention'
import { createStore, type Store } from '../../kernel/store.ts'
import classes from './rich-text.module.css'

/** Somebody who can be mentioned. */
export interface Person {
  readonly id: string
  readonly label: string
}

/** That somebody is writing a mention: what they typed behind the @, where, and what puts a person in its place. */
export interface Picking {
  readonly typed: string
  readonly place: DOMRect | null
  readonly choose: (person: Person) => void
}

/** The part of an editor that mentions people, with what a list of people needs to know of it. */
export interface Mentions {
  readonly node: ReturnType<typeof mentionNode>
  readonly picking: Store<Picking | null>
  /** What keys do while there are people to choose from: true where the editor is to leave them alone. */
  readonly keys: { press: (event: KeyboardEvent) => boolean }
}

export function makeMentions(): Mentions {
  const picking = createStore<Picking | null>(null)
  const keys: Mentions['keys'] = { press: () => false }
  return { node: mentionNode(picking, keys), picking, keys }
}

function mentionNode(picking: Mentions['picking'], keys: Mentions['keys']) {
  return Mention.extend({
    addAttributes() {
      return { ...this.parent?.(), type: { default: 'user', rendered: false } }
    },
  }).configure({
    HTMLAttributes: { class: classes.mention },
    suggestion: {
      allowedPrefixes: [' ', '('],
      render: () => {
        const show = ({ query, clientRect, command }: Shown): void =>
          picking.set({ typed: query, place: clientRect?.() ?? null, choose: command })
        return {
          onStart: show,
          onUpdate: show,
          onExit: () => picking.set(null),
          onKeyDown: ({ event }) => keys.press(event),
        }
      },
    },
  })
}

interface Shown {
  readonly query: string
  readonly clientRect?: (() => DOMRect | null) | null
  readonly command: (person: Person) => void
}
