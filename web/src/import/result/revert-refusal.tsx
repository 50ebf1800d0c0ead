import { List } from '@mantine/core'
import { ApiError } from '@tendero/model/client'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { AnchorLink } from '../../design/links.tsx'
import { useTitles } from '../../fields/reference-options.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { useImportWords } from '../words.ts'

interface Touched {
  readonly object: string
  readonly id: string
}

function touchedIn(error: ApiError): readonly Touched[] {
  const { touched } = error.problem.details ?? {}
  if (!Array.isArray(touched)) return []
  return touched.filter(
    (one): one is Touched => typeof one === 'object' && one !== null && 'object' in one && 'id' in one,
  )
}

/** Why an import cannot be taken back: which of its records were changed since, and by whom it can be looked up. */
export function RevertRefusal({ error }: { readonly error: unknown }) {
  const words = useImportWords().result
  if (!error) return null
  const touched = error instanceof ApiError ? touchedIn(error) : []
  if (touched.length === 0) return <FormError error={error} />
  const names = [...new Set(touched.map(({ object }) => object))]
  return (
    <Callout tone="warning" alert title={words.refused}>
      {words.refusedLead}
      {names.map((name) => (
        <TouchedOf key={name} name={name} ids={touched.filter(({ object }) => object === name).map(({ id }) => id)} />
      ))}
    </Callout>
  )
}

function TouchedOf({ name, ids }: { readonly name: string; readonly ids: readonly string[] }) {
  const { workspace } = useSession()
  const object = useCatalogue().object(name)
  const titles = useTitles(object, ids)
  if (!object) return null
  return (
    <List size="sm" mt="xs">
      {ids.map((id) => (
        <List.Item key={id}>
          <AnchorLink
            size="sm"
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: object.collection, id }}
          >
            {titles.get(id) ?? id}
          </AnchorLink>
        </List.Item>
      ))}
    </List>
  )
}
