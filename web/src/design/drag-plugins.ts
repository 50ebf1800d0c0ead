import { Accessibility, StyleInjector } from '@dnd-kit/dom'
import type { DragDropProvider } from '@dnd-kit/react'
import type { ComponentProps } from 'react'
import { styleNonce } from '../kernel/style-nonce.ts'

type Plugins = Exclude<ComponentProps<typeof DragDropProvider>['plugins'], undefined>
type Defaults = Parameters<Extract<Plugins, (...given: never) => unknown>>[0]

/** What dragging is made of, without the library's own announcements, and with styles that the page's policy lets in. */
export function dragPlugins(defaults: Defaults): Defaults {
  return [...defaults.filter((plugin) => plugin !== Accessibility), StyleInjector.configure({ nonce: styleNonce })]
}
