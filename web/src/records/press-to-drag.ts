import { PointerSensor } from '@dnd-kit/react'

/** A record is taken by any part of it that is no button; a press that does not move opens it as a link does. */
export const pressToDrag = PointerSensor.configure({
  activatorElements: (source) => [source.element],
  preventActivation: ({ target }) => target instanceof Element && target.closest('button') !== null,
})
