import { z } from 'zod';
import { roomSlugPattern } from './patterns.js';

export const roomSlug = z.string().regex(roomSlugPattern);
