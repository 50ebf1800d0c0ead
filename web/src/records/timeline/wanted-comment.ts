import { useLocation } from '@tanstack/react-router'

const mark = 'comment-'

/** The fragment of an address that leads to a comment on the page of its record. */
export function commentFragment(id: string): string {
  return mark + id
}

/** The comment that the address leads to. */
export function useWantedComment(): string | undefined {
  const hash = useLocation({ select: (location) => location.hash })
  return hash.startsWith(mark) ? hash.slice(mark.length) : undefined
}
