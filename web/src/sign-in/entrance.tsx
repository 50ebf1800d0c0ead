import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Brand } from '../design/brand.tsx'
import { languages, speak, useLanguage, useWords } from '../kernel/language.ts'
import classes from './entrance.module.css'

const names = { en: 'English', es: 'Español', et: 'Eesti' } as const

function LanguageChoice() {
  const chosen = useLanguage()
  const words = useWords()
  return (
    <Group component="nav" gap="md" aria-label={words.session.language}>
      {languages.map((language) => (
        <Anchor
          key={language}
          component="button"
          type="button"
          size="sm"
          lang={language}
          c={language === chosen ? undefined : 'dimmed'}
          fw={language === chosen ? 600 : undefined}
          aria-current={language === chosen || undefined}
          onClick={() => void speak(language)}
        >
          {names[language]}
        </Anchor>
      ))}
    </Group>
  )
}

interface EntranceProps {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
  readonly wide?: boolean
}

/** The frame of the pages before one is signed in. */
export function Entrance({ title, lead, children, wide }: EntranceProps) {
  const words = useWords()
  return (
    <div className={classes.page}>
      <main className={classes.main}>
        <Stack gap="xl" w="100%" maw={wide ? 520 : 400} mx="auto" my="auto">
          <Brand />
          <Stack gap={6}>
            <Title order={1} size="1.75rem">
              {title}
            </Title>
            <Text c="dimmed">{lead}</Text>
          </Stack>
          {children}
        </Stack>
        <Box mt="xl" mx="auto" w="100%" maw={wide ? 520 : 400}>
          <LanguageChoice />
        </Box>
      </main>
      <aside className={classes.aside}>
        <ul className={classes.example}>
          {words.session.example.map(({ at, what, why }) => (
            <li key={what} className={classes.line}>
              <span className={classes.at}>{at || '!'}</span>
              <span>
                <span className={classes.what}>{what}</span>
                <span className={classes.why}>{why}</span>
              </span>
            </li>
          ))}
        </ul>
        <Stack gap="md" maw={440}>
          <Text className={classes.promise}>{words.session.promise}</Text>
          <Text className={classes.promiseLead}>{words.session.promiseLead}</Text>
        </Stack>
      </aside>
    </div>
  )
}
