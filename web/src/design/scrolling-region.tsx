import type { ComponentProps } from 'react'

type ScrollingRegionProps = ComponentProps<'section'> &
  ({ readonly 'aria-label': string } | { readonly 'aria-labelledby': string })

/** A named part of a page that scrolls by itself, also by keyboard. */
export function ScrollingRegion(props: ScrollingRegionProps) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  return <section tabIndex={0} {...props} />
}
