import { Global, Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { Config } from '../config/config.js';
import { UsersModule } from '../users/users.module.js';
import { Asker } from './asker.js';
import { ContentModel } from './content.model.js';
import { FileDelivery } from './delivery/file-delivery.js';
import { FileController } from './file.controller.js';
import { FileModel } from './file.model.js';
import { FileAccess } from './file-access.js';
import { FileRegister } from './file-register.js';
import { FileRemoval } from './file-removal.js';
import { FileSignatures } from './file-signatures.js';
import { FilesService } from './files.service.js';
import { Inspector } from './inspection/inspector.js';
import { MediaWorkshop } from './inspection/media-workshop.js';
import { Intake } from './intake.js';
import { Scanner } from './scanning/scanner.js';
import { FileStorage } from './storage/file-storage.js';
import { openStorage } from './storage/open-storage.js';
import { Sweeper } from './sweeper.js';
import { Staging } from './uploads/staging.js';
import { UploadController } from './uploads/upload.controller.js';
import { UploadModel } from './uploads/upload.model.js';
import { UploadAllowance } from './uploads/upload-allowance.js';
import { UploadLeases } from './uploads/upload-leases.js';
import { UploadRegister } from './uploads/upload-register.js';
import { UploadsService } from './uploads/uploads.service.js';

const storage = {
  provide: FileStorage,
  inject: [Config],
  useFactory: (config: Config) => openStorage(config.storage),
};

@Global()
@Module({
  imports: [SequelizeModule.forFeature([FileModel, ContentModel, UploadModel]), UsersModule],
  controllers: [UploadController, FileController],
  providers: [
    ...[FilesService, FileAccess, FileDelivery, FileRemoval, FileSignatures, Asker],
    ...[
      UploadsService,
      UploadAllowance,
      UploadLeases,
      UploadRegister,
      FileRegister,
      Staging,
      Intake,
      Inspector,
      MediaWorkshop,
      Scanner,
      Sweeper,
    ],
    storage,
  ],
  exports: [FilesService],
})
export class FilesModule {}
