'use client'
/** Rooms that weigh more than the page around them, each in a file of its own: whoever opens another is not sent it. */
import dynamic from 'next/dynamic'

export const BoardRoom = dynamic(async () => (await import('./board/board-room.tsx')).BoardRoom)
export const CampaignSetup = dynamic(async () => (await import('./campaign-setup/wizard.tsx')).CampaignSetup)
export const Intake = dynamic(async () => (await import('./intake/intake.tsx')).Intake)
