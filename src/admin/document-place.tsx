'use client'
/** Where one is, above a document's tab of ours: Payload says it above its own tabs alone. */
import { SetDocumentStepNav, useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { ReactNode } from 'react'

export function DocumentPlace({ tab }: { readonly tab: string }): ReactNode {
  const { id, collectionSlug, isTrashed } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  if (id === undefined || !collectionSlug) return null
  const { admin, labels } = getEntityConfig({ collectionSlug })
  return (
    <SetDocumentStepNav
      id={id}
      collectionSlug={collectionSlug}
      isTrashed={isTrashed === true}
      pluralLabel={labels.plural}
      useAsTitle={admin.useAsTitle}
      view={tab}
    />
  )
}
