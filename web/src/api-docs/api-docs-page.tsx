import { Anchor, Group, Text, Title } from '@mantine/core'
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { sessionQuery } from '../kernel/queries.ts'
import { apiUrl, transport } from '../kernel/transport.ts'
import classes from './api-docs.module.css'
import { type Description, showExplorer } from './explorer.ts'
import { useApiDocsWords } from './words.ts'

const descriptionQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: () => transport.request<Description>('GET', '/openapi.json'),
})

/**
 * The description of the API to read and to try out: with a session as its role sees it, else what everybody has. Links
 * come and go by loading the page anew, since the policy of this one lets more styles in than any other.
 */
export function ApiDocsPage() {
  const words = useApiDocsWords()
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  usePageTitle(words.title)
  return (
    <main className={classes.page}>
      <Group component="header" justify="space-between" className={classes.head}>
        <div>
          <Title order={1} size="h3">
            {words.title}
          </Title>
          <Text size="sm" c="dimmed">
            {words.lead}
          </Text>
        </div>
        <Group gap="md">
          <Anchor size="sm" href={apiUrl('/openapi.json')} target="_blank" rel="noreferrer">
            {words.file}
          </Anchor>
          <AnchorLink size="sm" to="/" reloadDocument>
            {words.back}
          </AnchorLink>
        </Group>
      </Group>
      <Explorer workspace={session?.workspace.slug} />
    </main>
  )
}

function Explorer({ workspace }: { readonly workspace: string | undefined }) {
  const { data } = useSuspenseQuery(descriptionQuery)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => (place.current ? showExplorer(place.current, data, workspace) : undefined), [data, workspace])
  return <div ref={place} className={classes.explorer} />
}
