import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { ApiError } from '@tendero/model/client'
import { NotFoundScreen, PageError, WholePageLoading } from '../design/page-states.tsx'
import { api } from './api.ts'
import { speak } from './language.ts'
import { dayOf, lookBack } from './past-day.ts'
import { forgetRecords, metadataQuery, queryClient, secondFactorMissing, sessionLost, sessionQuery } from './queries.ts'
import { forgetSeen } from './seen.ts'
import { withWords } from './slice-words.ts'
import { enterWorkspace } from './transport.ts'
import { parseViewSearch, type ViewSearch } from './view-state.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundScreen })

/** Where to begin: one's own day when signed in, the first run on an empty server, else the sign-in. */
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined)
    if (session) throw redirect({ to: '/w/$slug/today', params: { slug: session.workspace.slug } })
    const setup = await api.setup().catch(() => undefined)
    throw setup?.signUpOpen && !setup.demo ? redirect({ to: '/welcome' }) : redirect({ to: '/sign-in' })
  },
})

interface SignInSearch {
  readonly next?: string
  /** Why a company's account did not let somebody in. */
  readonly refused?: string
  /** The provider that vouched for the session that was ended. */
  readonly ended?: string
}

/** Only a path of our own that asks for a session; nothing that leads elsewhere. */
function ownPath(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\/(w|new-address)\/[^/\\]/.test(raw) ? raw : undefined
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: SignInSearch & SearchSchemaInput): SignInSearch => ({
    next: ownPath(raw.next),
    refused: typeof raw.refused === 'string' ? raw.refused : undefined,
    ended: typeof raw.ended === 'string' && /^[\da-f-]{36}$/.test(raw.ended) ? raw.ended : undefined,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/sign-in-page.tsx')),
    'SignInPage',
  ),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/welcome-page.tsx')),
    'WelcomePage',
  ),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/invitation-page.tsx')),
    'InvitationPage',
  ),
})

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/forgotten-password-page.tsx')),
    'ForgottenPasswordPage',
  ),
})

/** For who has codes of several companies instead of a link. */
const newPasswordCodes = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/reset-codes-page.tsx')),
    'ResetCodesPage',
  ),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password/$token',
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/new-password-page.tsx')),
    'NewPasswordPage',
  ),
})

/** Where the link to another sign-in address leads; whoever follows it signs in first. */
const newAddress = createRoute({
  getParentRoute: () => root,
  path: '/new-address/$token',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.pathname } })
    enterWorkspace(session.workspace.slug)
    await speak(session.user.language)
  },
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/new-address-page.tsx')),
    'NewAddressPage',
  ),
})

/** For who has to set up a second factor before anything else. */
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: (raw: SignInSearch & SearchSchemaInput): SignInSearch => ({ next: ownPath(raw.next) }),
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined)
    if (!session) throw redirect({ to: '/sign-in', search: {} })
    enterWorkspace(session.workspace.slug)
    await speak(session.user.language)
  },
  component: lazyRouteComponent(
    withWords(() => import('../sign-in/second-factor-required-page.tsx')),
    'SecondFactorRequiredPage',
  ),
})

interface ApiDocsSearch {
  /** Slug of the workspace that is described, of those of the session. */
  readonly workspace?: string
}

/** For everybody: without a session the description is of what every workspace has. */
const apiDocs = createRoute({
  getParentRoute: () => root,
  path: '/api/docs',
  validateSearch: (raw: ApiDocsSearch & SearchSchemaInput): ApiDocsSearch => ({
    workspace: typeof raw.workspace === 'string' ? raw.workspace : undefined,
  }),
  beforeLoad: async ({ search }) => {
    if (search.workspace) enterWorkspace(search.workspace)
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined)
    if (!session) return
    enterWorkspace(session.workspace.slug)
    await speak(session.user.language)
  },
  component: lazyRouteComponent(
    withWords(() => import('../api-docs/api-docs-page.tsx')),
    'ApiDocsPage',
  ),
})

/** What shows records of a past day goes on doing so. */
const staysInPast = { middlewares: [retainSearchParams<{ asOf?: string }>(['asOf'])] }

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$slug',
  validateSearch: (raw: { asOf?: string } & SearchSchemaInput): { asOf?: string } => ({ asOf: dayOf(raw.asOf) }),
  beforeLoad: async ({ params, search, location, preload }) => {
    enterWorkspace(params.slug)
    try {
      const [session, metadata] = await Promise.all([
        queryClient.ensureQueryData(sessionQuery),
        queryClient.ensureQueryData(metadataQuery),
        // Before any page of records is made ready; whoever signs in or signs up has no need of it.
        import('../extend-records.ts'),
      ])
      await speak(session.user.language)
      if (!preload && lookBack(search.asOf, metadata)) void forgetRecords()
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } })
      if (error instanceof ApiError && error.problem.code === 'second_factor_required')
        throw redirect({ to: '/second-factor', search: { next: location.href } })
      throw error
    }
  },
  component: lazyRouteComponent(
    withWords(() => import('../design/shell.tsx')),
    'Shell',
  ),
})

const inWorkspace = () => workspace

const workspaceStart = createRoute({
  getParentRoute: inWorkspace,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$slug/today', params })
  },
})

const today = createRoute({
  getParentRoute: inWorkspace,
  path: 'today',
  validateSearch: (raw: { of?: string } & SearchSchemaInput): { of?: 'team' } => ({
    of: raw.of === 'team' ? 'team' : undefined,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../today/today-page.tsx')),
    'TodayPage',
  ),
})

const notifications = createRoute({
  getParentRoute: inWorkspace,
  path: 'notifications',
  component: lazyRouteComponent(
    withWords(() => import('../notifications/notifications-page.tsx')),
    'NotificationsPage',
  ),
})

const imports = createRoute({
  getParentRoute: inWorkspace,
  path: 'import',
  validateSearch: (raw: { object?: string } & SearchSchemaInput): { object?: string } => ({
    object: typeof raw.object === 'string' ? raw.object : undefined,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../import/imports-page.tsx')),
    'ImportsPage',
  ),
})

const duplicates = createRoute({
  getParentRoute: inWorkspace,
  path: 'duplicates',
  validateSearch: (raw: { object?: string } & SearchSchemaInput): { object?: string } => ({
    object: typeof raw.object === 'string' ? raw.object : undefined,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../duplicates/duplicates-page.tsx')),
    'DuplicatesPage',
  ),
})

const oneImport = createRoute({
  getParentRoute: inWorkspace,
  path: 'import/$id',
  component: lazyRouteComponent(
    withWords(() => import('../import/import-page.tsx')),
    'ImportPage',
  ),
})

const pipelineReport = createRoute({
  getParentRoute: inWorkspace,
  path: 'reports/pipeline',
  validateSearch: (raw: Record<string, unknown> & SearchSchemaInput): Record<string, unknown> => raw,
  component: lazyRouteComponent(
    withWords(() => import('../reports/pipeline-report-page.tsx')),
    'PipelineReportPage',
  ),
})

const forecast = createRoute({
  getParentRoute: inWorkspace,
  path: 'forecast',
  validateSearch: (raw: Record<string, unknown> & SearchSchemaInput): Record<string, unknown> => raw,
  component: lazyRouteComponent(
    withWords(() => import('../forecast/forecast-page.tsx')),
    'ForecastPage',
  ),
})

const dataHealth = createRoute({
  getParentRoute: inWorkspace,
  path: 'data-health',
  validateSearch: (raw: { object?: string } & SearchSchemaInput): { object?: string } => ({
    object: typeof raw.object === 'string' ? raw.object : undefined,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../data-health/health-page.tsx')),
    'HealthPage',
  ),
})

const reports = createRoute({
  getParentRoute: inWorkspace,
  path: 'reports',
  search: staysInPast,
  component: lazyRouteComponent(
    withWords(() => import('../analysis/reports-page.tsx')),
    'ReportsPage',
  ),
})

const report = createRoute({
  getParentRoute: inWorkspace,
  path: 'reports/$id',
  search: staysInPast,
  // What a new report begins with; the page reads it.
  validateSearch: (raw: { definition?: unknown } & SearchSchemaInput): { definition?: unknown } => ({
    definition: raw.definition,
  }),
  component: lazyRouteComponent(
    withWords(() => import('../analysis/report-page.tsx')),
    'ReportPage',
  ),
})

const dashboards = createRoute({
  getParentRoute: inWorkspace,
  path: 'dashboards',
  search: staysInPast,
  component: lazyRouteComponent(
    withWords(() => import('../analysis/dashboards/dashboard-page.tsx')),
    'FirstDashboardPage',
  ),
})

const dashboard = createRoute({
  getParentRoute: inWorkspace,
  path: 'dashboards/$id',
  search: staysInPast,
  component: lazyRouteComponent(
    withWords(() => import('../analysis/dashboards/dashboard-page.tsx')),
    'DashboardPage',
  ),
})

const settings = createRoute({
  getParentRoute: inWorkspace,
  path: 'settings/$section',
  validateSearch: (raw: Record<string, unknown> & SearchSchemaInput): { item?: string } => ({
    item: typeof raw.item === 'string' ? raw.item : undefined,
  }),
  loader: async ({ params }) => (await import('../settings/sections.tsx')).prepareSection(params.section),
  component: lazyRouteComponent(
    withWords(() => import('../settings/settings-page.tsx')),
    'SettingsPage',
  ),
})

const settingsStart = createRoute({
  getParentRoute: inWorkspace,
  path: 'settings',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$slug/settings/$section', params: { ...params, section: 'profile' } })
  },
})

const collection = createRoute({
  getParentRoute: inWorkspace,
  path: '$collection',
  search: staysInPast,
  validateSearch: (raw: ViewSearch & SearchSchemaInput): ViewSearch => parseViewSearch({ ...raw }),
  loader: async ({ params, location }) =>
    (await import('../records/prepare.ts')).prepareCollection(params.collection, location.search),
  component: lazyRouteComponent(
    withWords(() => import('../records/collection-page.tsx')),
    'CollectionPage',
  ),
})

const record = createRoute({
  getParentRoute: inWorkspace,
  path: '$collection/$id',
  search: staysInPast,
  loader: async ({ params }) => (await import('../records/prepare.ts')).prepareRecord(params),
  component: lazyRouteComponent(
    withWords(() => import('../records/record-page.tsx')),
    'RecordPage',
  ),
})

const analysis = [forecast, pipelineReport, dataHealth, reports, report, dashboards, dashboard]
const pages = [
  today,
  notifications,
  imports,
  oneImport,
  duplicates,
  ...analysis,
  settingsStart,
  settings,
  collection,
  record,
]

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    signIn,
    welcome,
    invitation,
    forgottenPassword,
    newPasswordCodes,
    newPassword,
    newAddress,
    secondFactor,
    apiDocs,
    workspace.addChildren([workspaceStart, ...pages]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: WholePageLoading,
  defaultPendingMs: 300,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
})

sessionLost.handle = () => {
  const { pathname, href } = router.state.location
  if (!pathname.startsWith('/w/')) return
  void forgetSeen()
  queryClient.clear()
  void router.navigate({ to: '/sign-in', search: { next: href } })
}

secondFactorMissing.handle = () => {
  const { pathname, href } = router.state.location
  if (pathname.startsWith('/w/')) void router.navigate({ to: '/second-factor', search: { next: href } })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
