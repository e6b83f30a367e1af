import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { BusModule } from './bus/bus.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { FeedModule } from './feed/feed.module.js';
import { FilesModule } from './files/files.module.js';
import { GuestsModule } from './guests/guests.module.js';
import { HealthModule } from './health/health.module.js';
import { HostSignInModule } from './host-sign-in/host-sign-in.module.js';
import { HttpModule } from './http/http.module.js';
import { LegacyModule } from './legacy/legacy.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { PresenceModule } from './presence/presence.module.js';
import { RateLimitsModule } from './rate-limits/rate-limits.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { UsersModule } from './users/users.module.js';

/** The list of modules, nothing else. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule,
        BusModule,
        RateLimitsModule,
        HttpModule,
        HealthModule,
        OpenApiModule,
        UsersModule,
        AuthModule,
        HostSignInModule,
        RoomsModule,
        FilesModule,
        MessagingModule,
        GuestsModule,
        FeedModule,
        PresenceModule,
        RealtimeModule,
        LegacyModule,
      ],
    };
  }
}
