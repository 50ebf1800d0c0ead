import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconDownload, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { isLanguage, type Language } from '@tendero/model/translated'
import { api } from '../kernel/api.ts'
import { install, installation } from '../kernel/installation.ts'
import { languages, speak, useLanguage, useWords } from '../kernel/language.ts'
import { queryClient, sessionQuery } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { shortcutHelpOpen } from './asked.ts'
import { failed } from './notices.tsx'

const languageNames = { en: 'English', es: 'Español', et: 'Eesti' } as const
const schemes = ['light', 'dark', 'auto'] as const

/** Speaks another language from now on, here and wherever this person signs in. */
export async function chooseLanguage(language: Language): Promise<void> {
  try {
    await api.changeMe({ language })
    queryClient.setQueryData(sessionQuery.queryKey, (known) => known && { ...known, user: { ...known.user, language } })
    await speak(language)
    await queryClient.invalidateQueries()
  } catch (error) {
    failed(error)
  }
}

function Languages() {
  const words = useWords()
  const chosen = useLanguage()
  const choose = (value: string): void => {
    if (isLanguage(value)) void chooseLanguage(value)
  }
  return (
    <>
      <Menu.Label>{words.session.language}</Menu.Label>
      <Menu.RadioGroup value={chosen} onChange={choose}>
        {languages.map((language) => (
          <Menu.RadioItem key={language} value={language} lang={language}>
            {languageNames[language]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function ColourSchemes() {
  const words = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const names = { light: words.session.light, dark: words.session.dark, auto: words.session.system }
  const choose = (value: string): void => setColorScheme(schemes.find((one) => one === value) ?? 'auto')
  return (
    <>
      <Menu.Label>{words.session.colourScheme}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={choose}>
        {schemes.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme}>
            {names[scheme]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

/** Only where the browser offers it. */
function Installation() {
  const words = useWords()
  if (installation.use() === null) return null
  return (
    <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void install()}>
      {words.offline.install}
    </Menu.Item>
  )
}

function Workspaces() {
  const words = useWords()
  const { workspace, workspaces } = useSession()
  const others = workspaces.filter(({ slug }) => slug !== workspace.slug)
  if (others.length === 0) return null
  return (
    <>
      <Menu.Label>{words.session.switchWorkspace}</Menu.Label>
      {others.map(({ slug, name }) => (
        <Menu.Item key={slug} component="a" href={`/w/${slug}/today`}>
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}

/** As the picture shows them: a name for the button that holds what is seen on it. */
function initials(name: string): string {
  return name
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase()
}

export function UserMenu() {
  const words = useWords()
  const { user, workspace, provider } = useSession()
  const router = useRouter()
  const signOut = async (): Promise<void> => {
    try {
      await api.signOut()
      queryClient.clear()
      await router.navigate({ to: '/sign-in', search: { ended: provider ?? undefined } })
    } catch (error) {
      failed(error)
    }
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          aria-label={`${initials(user.name)} – ${words.session.userMenu}`}
          style={{ borderRadius: '50%' }}
        >
          <Avatar aria-hidden color="awning" size={32} variant="filled">
            {initials(user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {workspace.name}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Workspaces />
        <Languages />
        <Menu.Divider />
        <ColourSchemes />
        <Menu.Divider />
        <Installation />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => shortcutHelpOpen.set(true)}>
          {words.session.shortcuts}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {words.session.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
