import { useRouter } from '@tanstack/react-router'

/** Goes to the same page as on a day; without a day, as of today. */
export function useLookBack(): (day: string | undefined) => void {
  const router = useRouter()
  return (day) =>
    void router.navigate({ to: '.', search: (known: object) => ({ ...known, asOf: day }), resetScroll: false } as never)
}
