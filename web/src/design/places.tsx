import {
  IconBell,
  IconChartBar,
  IconChartHistogram,
  IconFileImport,
  IconHeartbeat,
  IconLayoutDashboard,
  IconSettings,
  IconSun,
  IconTrendingUp,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { activityKinds } from '@tendero/model/api'
import type { ReactNode } from 'react'
import type { Words } from '../i18n/en.ts'
import { useWords } from '../kernel/language.ts'
import { type Catalogue, useCatalogue } from '../kernel/metadata.ts'
import { useMay, useSession } from '../kernel/session.ts'
import { ObjectIcon } from './icon.tsx'

/** Somewhere one can go from the rail, the palette or the phone's bar. */
export interface Place {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>
  /** The letter after `g` that goes there. */
  readonly letter?: string
}

export interface PlaceGroup {
  readonly key: string
  /** Without a name its places stand alone. */
  readonly label?: string
  readonly places: readonly Place[]
  /** Stands elsewhere than in the rail. */
  readonly aside?: boolean
}

const letters: Readonly<Record<string, string>> = {
  account: 'a',
  contact: 'c',
  lead: 'l',
  opportunity: 'o',
  product: 'p',
  activity: 'w',
}

function collections(catalogue: Catalogue, slug: string, names: readonly string[]): readonly Place[] {
  return names.flatMap((name) => {
    const object = catalogue.object(name)
    if (!object) return []
    return {
      key: name,
      label: object.label.many,
      icon: <ObjectIcon name={object.icon} />,
      link: { to: '/w/$slug/$collection', params: { slug, collection: object.collection }, search: {} } as const,
      letter: letters[name],
    }
  })
}

interface Surroundings {
  readonly words: Words
  readonly catalogue: Catalogue
  readonly slug: string
  readonly mayImport: boolean
}

function placesOf({ words, catalogue, slug, mayImport }: Surroundings): readonly PlaceGroup[] {
  const params = { slug }
  const single = (place: Place): PlaceGroup => ({ key: place.key, places: [place] })
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const
  const groups: PlaceGroup[] = [
    single({
      key: 'today',
      label: words.places.today,
      icon: <IconSun {...icon} />,
      link: { to: '/w/$slug/today', params },
      letter: 't',
    }),
    { key: 'customers', label: words.places.customers, places: collections(catalogue, slug, ['account', 'contact']) },
    {
      key: 'sales',
      label: words.places.sales,
      places: collections(catalogue, slug, ['lead', 'opportunity', 'product']),
    },
    {
      key: 'own',
      label: words.places.own,
      places: collections(
        catalogue,
        slug,
        catalogue.objects.filter(({ madeFrom }) => madeFrom !== null).map(({ name }) => name),
      ),
    },
    {
      key: 'work',
      label: words.places.work,
      places: collections(catalogue, slug, ['activity', ...activityKinds]),
    },
    {
      key: 'analysis',
      label: words.places.analysis,
      places: [
        {
          key: 'dashboards',
          label: words.places.dashboards,
          icon: <IconLayoutDashboard {...icon} />,
          link: { to: '/w/$slug/dashboards', params },
          letter: 'd',
        },
        {
          key: 'reports',
          label: words.places.reports,
          icon: <IconChartHistogram {...icon} />,
          link: { to: '/w/$slug/reports', params },
          letter: 'e',
        },
        {
          key: 'forecast',
          label: words.places.forecast,
          icon: <IconTrendingUp {...icon} />,
          link: { to: '/w/$slug/forecast', params, search: {} },
          letter: 'f',
        },
        {
          key: 'pipeline-report',
          label: words.places.pipelineReport,
          icon: <IconChartBar {...icon} />,
          link: { to: '/w/$slug/reports/pipeline', params, search: {} },
          letter: 'r',
        },
        {
          key: 'data-health',
          label: words.places.dataHealth,
          icon: <IconHeartbeat {...icon} />,
          link: { to: '/w/$slug/data-health', params, search: {} },
          letter: 'h',
        },
      ],
    },
  ]
  if (mayImport)
    groups.push(
      single({
        key: 'import',
        label: words.places.import,
        icon: <IconFileImport {...icon} />,
        link: { to: '/w/$slug/import', params, search: {} },
        letter: 'i',
      }),
    )
  const notifications = single({
    key: 'notifications',
    label: words.places.notifications,
    icon: <IconBell {...icon} />,
    link: { to: '/w/$slug/notifications', params },
    letter: 'n',
  })
  groups.push(
    { ...notifications, aside: true },
    single({
      key: 'settings',
      label: words.places.settings,
      icon: <IconSettings {...icon} />,
      link: { to: '/w/$slug/settings', params },
      letter: 's',
    }),
  )
  return groups.filter(({ places }) => places.length > 0)
}

/** The places this person can go to, in the order of the rail. */
export function usePlaces(): readonly PlaceGroup[] {
  const words = useWords()
  const catalogue = useCatalogue()
  const session = useSession()
  const mayImport = useMay('import')
  return placesOf({ words, catalogue, slug: session.workspace.slug, mayImport })
}
