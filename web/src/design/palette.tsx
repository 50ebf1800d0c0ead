import { folded } from '@tendero/model/folded'
import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { create, paletteOpen, paletteQuery } from './asked.ts'
import { Facts, useFacts } from './found-facts.tsx'
import { ObjectIcon } from './icon.tsx'
import classes from './palette.module.css'
import { usePlaces } from './places.tsx'

const [store, spotlight] = createSpotlight()

interface Entry {
  readonly key: string
  readonly label: string
  readonly description?: string
  /** Other words that people look for it by. */
  readonly synonyms?: string
  readonly icon: ReactNode
  /** What tells it from others of the same name. */
  readonly facts?: ReactNode
  readonly run: () => void
}

function matching(entries: readonly Entry[], query: string): readonly Entry[] {
  const sought = folded(query.trim()).split(/\s+/)
  return entries.filter(({ label, synonyms = '' }) => {
    const known = folded(`${label} ${synonyms}`)
    return sought.every((word) => known.includes(word))
  })
}

function useRecordsFound(query: string): { entries: readonly Entry[]; searching: boolean } {
  const catalogue = useCatalogue()
  const router = useRouter()
  const { workspace } = useSession()
  const [words] = useDebouncedValue(query.trim(), 120)
  const { data, isFetching } = useQuery({
    queryKey: keys.search(words),
    queryFn: ({ signal }) => api.search(words, 12, signal),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const items = words.length > 1 ? (data?.items ?? []) : []
  const facts = useFacts(items)
  const entries = items.flatMap(({ object, id, title }) => {
    const of = catalogue.object(object)
    if (!of) return []
    const params = { slug: workspace.slug, collection: of.collection, id }
    return {
      key: `${object} ${id}`,
      label: title,
      description: of.label.one,
      icon: <ObjectIcon name={of.icon} />,
      facts: <Facts object={of} record={facts.get(id)} />,
      run: () => void router.navigate({ to: '/w/$slug/$collection/$id', params }),
    }
  })
  return { entries, searching: isFetching || words !== query.trim() }
}

function useCommands(): { places: readonly Entry[]; actions: readonly Entry[] } {
  const words = useWords()
  const catalogue = useCatalogue()
  const router = useRouter()
  const places = usePlaces().flatMap(({ places }) =>
    places.map(({ key, label, icon, link }) => ({ key, label, icon, run: () => void router.navigate(link) })),
  )
  const actions = catalogue.objects
    .filter(
      ({ can, settings, parent, activity }) =>
        can.create !== 'none' && !settings && parent.length === 0 && activity !== '*',
    )
    .map(({ name, label }) => ({
      key: `create ${name}`,
      label: words.common.createObject(label.one),
      synonyms: words.palette.createSynonyms,
      icon: <IconPlus size={18} stroke={1.6} aria-hidden />,
      run: () => create({ object: name }),
    }))
  return { places, actions }
}

function Group({ label, entries }: { readonly label: string; readonly entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={label}>
      {entries.map(({ key, label, description, icon, facts, run }) => (
        <Spotlight.Action
          key={key}
          className={classes.found}
          label={label}
          description={description}
          leftSection={icon}
          rightSection={facts}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** As the spotlight does itself when the words change, which it keeps to itself. */
function chooseFirst(): void {
  const list = document.getElementById(store.getState().listId)
  for (const [index, action] of [...(list?.querySelectorAll('[data-action]') ?? [])].entries())
    if (index === 0) action.setAttribute('data-selected', 'true')
    else action.removeAttribute('data-selected')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

/** Ctrl/⌘ K: one field that finds records, goes to places and starts actions. */
export function Palette() {
  const words = useWords()
  const opened = paletteOpen.use()
  const query = paletteQuery.use()
  const commands = useCommands()
  const found = useRecordsFound(query)
  useEffect(() => {
    if (opened) spotlight.open()
  }, [opened])

  const places = matching(commands.places, query)
  const actions = matching(commands.actions, query)
  // What was found comes after the words: Enter opens the first of it.
  const first = found.entries[0]?.key
  useEffect(() => {
    if (first) chooseFirst()
  }, [first])
  const nothing = places.length + actions.length + found.entries.length === 0
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={paletteQuery.set}
      onSpotlightClose={() => {
        paletteOpen.set(false)
        paletteQuery.set('')
      }}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 34rem)"
      radius="lg"
      attributes={{ content: { 'aria-label': words.palette.search } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 1 }}
    >
      <Spotlight.Search
        placeholder={words.palette.placeholder}
        aria-label={words.palette.search}
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Group label={words.palette.records} entries={found.entries} />
        <Group label={words.palette.places} entries={places} />
        <Group label={words.palette.actions} entries={actions} />
        {nothing && (
          <Spotlight.Empty>
            {found.searching ? words.common.loading : words.palette.nothing(query.trim())}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
