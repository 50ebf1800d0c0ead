import { getRouteApi, useNavigate } from '@tanstack/react-router'

const route = getRouteApi('/w/$slug/settings/$section')

/** Which thing of a section is open: part of the address, so that it can be linked to and one can go back. */
export function useItem(): readonly [item: string | undefined, open: (item: string | undefined) => void] {
  const { item } = route.useSearch()
  const params = route.useParams()
  const navigate = useNavigate()
  return [item, (next) => void navigate({ to: '/w/$slug/settings/$section', params, search: { item: next } })]
}
