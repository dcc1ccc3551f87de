BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "name" varchar(80) NOT NULL, "email" varchar(254) NOT NULL, "language" varchar(10) NOT NULL);
INSERT INTO "accounts_user" VALUES(1,'md5$4I14X1zKxG3zMIpobPht3L$771b560946fea06dc6bf3fa0c43e55bc',NULL,1,'owner',1,1,'2026-11-25 03:32:07.035382','','owner@example.com','');
INSERT INTO "accounts_user" VALUES(2,'',NULL,0,'decider',0,1,'2026-11-25 03:32:07.973561','','','');
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "accounts_user_groups" VALUES(1,1,4);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'author');
INSERT INTO "auth_group" VALUES(2,'editor');
INSERT INTO "auth_group" VALUES(3,'moderator');
INSERT INTO "auth_group" VALUES(4,'administrator');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,1,8);
INSERT INTO "auth_group_permissions" VALUES(2,1,9);
INSERT INTO "auth_group_permissions" VALUES(3,1,42);
INSERT INTO "auth_group_permissions" VALUES(4,1,43);
INSERT INTO "auth_group_permissions" VALUES(5,1,44);
INSERT INTO "auth_group_permissions" VALUES(6,1,12);
INSERT INTO "auth_group_permissions" VALUES(7,1,46);
INSERT INTO "auth_group_permissions" VALUES(8,1,47);
INSERT INTO "auth_group_permissions" VALUES(9,1,16);
INSERT INTO "auth_group_permissions" VALUES(10,1,49);
INSERT INTO "auth_group_permissions" VALUES(11,1,50);
INSERT INTO "auth_group_permissions" VALUES(12,1,51);
INSERT INTO "auth_group_permissions" VALUES(13,1,20);
INSERT INTO "auth_group_permissions" VALUES(14,1,52);
INSERT INTO "auth_group_permissions" VALUES(15,1,28);
INSERT INTO "auth_group_permissions" VALUES(16,2,5);
INSERT INTO "auth_group_permissions" VALUES(17,2,6);
INSERT INTO "auth_group_permissions" VALUES(18,2,7);
INSERT INTO "auth_group_permissions" VALUES(19,2,8);
INSERT INTO "auth_group_permissions" VALUES(20,2,9);
INSERT INTO "auth_group_permissions" VALUES(21,2,10);
INSERT INTO "auth_group_permissions" VALUES(22,2,11);
INSERT INTO "auth_group_permissions" VALUES(23,2,12);
INSERT INTO "auth_group_permissions" VALUES(24,2,13);
INSERT INTO "auth_group_permissions" VALUES(25,2,14);
INSERT INTO "auth_group_permissions" VALUES(26,2,15);
INSERT INTO "auth_group_permissions" VALUES(27,2,16);
INSERT INTO "auth_group_permissions" VALUES(28,2,17);
INSERT INTO "auth_group_permissions" VALUES(29,2,18);
INSERT INTO "auth_group_permissions" VALUES(30,2,19);
INSERT INTO "auth_group_permissions" VALUES(31,2,20);
INSERT INTO "auth_group_permissions" VALUES(32,2,21);
INSERT INTO "auth_group_permissions" VALUES(33,2,22);
INSERT INTO "auth_group_permissions" VALUES(34,2,24);
INSERT INTO "auth_group_permissions" VALUES(35,2,25);
INSERT INTO "auth_group_permissions" VALUES(36,2,26);
INSERT INTO "auth_group_permissions" VALUES(37,2,27);
INSERT INTO "auth_group_permissions" VALUES(38,2,28);
INSERT INTO "auth_group_permissions" VALUES(39,2,29);
INSERT INTO "auth_group_permissions" VALUES(40,2,30);
INSERT INTO "auth_group_permissions" VALUES(41,2,32);
INSERT INTO "auth_group_permissions" VALUES(42,2,33);
INSERT INTO "auth_group_permissions" VALUES(43,2,34);
INSERT INTO "auth_group_permissions" VALUES(44,2,35);
INSERT INTO "auth_group_permissions" VALUES(45,2,36);
INSERT INTO "auth_group_permissions" VALUES(46,2,37);
INSERT INTO "auth_group_permissions" VALUES(47,2,38);
INSERT INTO "auth_group_permissions" VALUES(48,2,39);
INSERT INTO "auth_group_permissions" VALUES(49,2,40);
INSERT INTO "auth_group_permissions" VALUES(50,2,41);
INSERT INTO "auth_group_permissions" VALUES(51,2,42);
INSERT INTO "auth_group_permissions" VALUES(52,2,43);
INSERT INTO "auth_group_permissions" VALUES(53,2,44);
INSERT INTO "auth_group_permissions" VALUES(54,2,46);
INSERT INTO "auth_group_permissions" VALUES(55,2,47);
INSERT INTO "auth_group_permissions" VALUES(56,2,48);
INSERT INTO "auth_group_permissions" VALUES(57,2,49);
INSERT INTO "auth_group_permissions" VALUES(58,2,50);
INSERT INTO "auth_group_permissions" VALUES(59,2,51);
INSERT INTO "auth_group_permissions" VALUES(60,2,52);
INSERT INTO "auth_group_permissions" VALUES(61,2,53);
INSERT INTO "auth_group_permissions" VALUES(62,2,54);
INSERT INTO "auth_group_permissions" VALUES(63,2,55);
INSERT INTO "auth_group_permissions" VALUES(64,2,56);
INSERT INTO "auth_group_permissions" VALUES(65,2,59);
INSERT INTO "auth_group_permissions" VALUES(66,2,60);
INSERT INTO "auth_group_permissions" VALUES(67,4,5);
INSERT INTO "auth_group_permissions" VALUES(68,4,6);
INSERT INTO "auth_group_permissions" VALUES(69,4,7);
INSERT INTO "auth_group_permissions" VALUES(70,4,8);
INSERT INTO "auth_group_permissions" VALUES(71,4,9);
INSERT INTO "auth_group_permissions" VALUES(72,4,10);
INSERT INTO "auth_group_permissions" VALUES(73,4,11);
INSERT INTO "auth_group_permissions" VALUES(74,4,12);
INSERT INTO "auth_group_permissions" VALUES(75,4,13);
INSERT INTO "auth_group_permissions" VALUES(76,4,14);
INSERT INTO "auth_group_permissions" VALUES(77,4,15);
INSERT INTO "auth_group_permissions" VALUES(78,4,16);
INSERT INTO "auth_group_permissions" VALUES(79,4,17);
INSERT INTO "auth_group_permissions" VALUES(80,4,18);
INSERT INTO "auth_group_permissions" VALUES(81,4,19);
INSERT INTO "auth_group_permissions" VALUES(82,4,20);
INSERT INTO "auth_group_permissions" VALUES(83,4,21);
INSERT INTO "auth_group_permissions" VALUES(84,4,22);
INSERT INTO "auth_group_permissions" VALUES(85,4,24);
INSERT INTO "auth_group_permissions" VALUES(86,4,25);
INSERT INTO "auth_group_permissions" VALUES(87,4,26);
INSERT INTO "auth_group_permissions" VALUES(88,4,27);
INSERT INTO "auth_group_permissions" VALUES(89,4,28);
INSERT INTO "auth_group_permissions" VALUES(90,4,29);
INSERT INTO "auth_group_permissions" VALUES(91,4,30);
INSERT INTO "auth_group_permissions" VALUES(92,4,31);
INSERT INTO "auth_group_permissions" VALUES(93,4,32);
INSERT INTO "auth_group_permissions" VALUES(94,4,33);
INSERT INTO "auth_group_permissions" VALUES(95,4,34);
INSERT INTO "auth_group_permissions" VALUES(96,4,35);
INSERT INTO "auth_group_permissions" VALUES(97,4,36);
INSERT INTO "auth_group_permissions" VALUES(98,4,37);
INSERT INTO "auth_group_permissions" VALUES(99,4,38);
INSERT INTO "auth_group_permissions" VALUES(100,4,39);
INSERT INTO "auth_group_permissions" VALUES(101,4,40);
INSERT INTO "auth_group_permissions" VALUES(102,4,41);
INSERT INTO "auth_group_permissions" VALUES(103,4,42);
INSERT INTO "auth_group_permissions" VALUES(104,4,43);
INSERT INTO "auth_group_permissions" VALUES(105,4,44);
INSERT INTO "auth_group_permissions" VALUES(106,4,45);
INSERT INTO "auth_group_permissions" VALUES(107,4,46);
INSERT INTO "auth_group_permissions" VALUES(108,4,47);
INSERT INTO "auth_group_permissions" VALUES(109,4,48);
INSERT INTO "auth_group_permissions" VALUES(110,4,49);
INSERT INTO "auth_group_permissions" VALUES(111,4,50);
INSERT INTO "auth_group_permissions" VALUES(112,4,51);
INSERT INTO "auth_group_permissions" VALUES(113,4,52);
INSERT INTO "auth_group_permissions" VALUES(114,4,53);
INSERT INTO "auth_group_permissions" VALUES(115,4,54);
INSERT INTO "auth_group_permissions" VALUES(116,4,55);
INSERT INTO "auth_group_permissions" VALUES(117,4,56);
INSERT INTO "auth_group_permissions" VALUES(118,4,59);
INSERT INTO "auth_group_permissions" VALUES(119,4,60);
INSERT INTO "auth_group_permissions" VALUES(120,4,64);
INSERT INTO "auth_group_permissions" VALUES(121,4,61);
INSERT INTO "auth_group_permissions" VALUES(122,4,62);
INSERT INTO "auth_group_permissions" VALUES(123,4,63);
INSERT INTO "auth_group_permissions" VALUES(124,1,65);
INSERT INTO "auth_group_permissions" VALUES(125,1,66);
INSERT INTO "auth_group_permissions" VALUES(126,1,68);
INSERT INTO "auth_group_permissions" VALUES(127,2,65);
INSERT INTO "auth_group_permissions" VALUES(128,2,66);
INSERT INTO "auth_group_permissions" VALUES(129,2,67);
INSERT INTO "auth_group_permissions" VALUES(130,2,68);
INSERT INTO "auth_group_permissions" VALUES(131,4,65);
INSERT INTO "auth_group_permissions" VALUES(132,4,66);
INSERT INTO "auth_group_permissions" VALUES(133,4,67);
INSERT INTO "auth_group_permissions" VALUES(134,4,68);
INSERT INTO "auth_group_permissions" VALUES(135,4,72);
INSERT INTO "auth_group_permissions" VALUES(136,4,70);
INSERT INTO "auth_group_permissions" VALUES(137,4,71);
INSERT INTO "auth_group_permissions" VALUES(138,2,73);
INSERT INTO "auth_group_permissions" VALUES(139,2,74);
INSERT INTO "auth_group_permissions" VALUES(140,2,76);
INSERT INTO "auth_group_permissions" VALUES(141,4,73);
INSERT INTO "auth_group_permissions" VALUES(142,4,74);
INSERT INTO "auth_group_permissions" VALUES(143,4,76);
INSERT INTO "auth_group_permissions" VALUES(144,3,122);
INSERT INTO "auth_group_permissions" VALUES(145,4,122);
INSERT INTO "auth_group_permissions" VALUES(146,2,128);
INSERT INTO "auth_group_permissions" VALUES(147,2,130);
INSERT INTO "auth_group_permissions" VALUES(148,2,127);
INSERT INTO "auth_group_permissions" VALUES(149,3,132);
INSERT INTO "auth_group_permissions" VALUES(150,3,134);
INSERT INTO "auth_group_permissions" VALUES(151,4,128);
INSERT INTO "auth_group_permissions" VALUES(152,4,130);
INSERT INTO "auth_group_permissions" VALUES(153,4,132);
INSERT INTO "auth_group_permissions" VALUES(154,4,134);
INSERT INTO "auth_group_permissions" VALUES(155,4,127);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(2,1,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(3,1,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(4,1,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(5,2,'add_series','Can add series');
INSERT INTO "auth_permission" VALUES(6,2,'change_series','Can change series');
INSERT INTO "auth_permission" VALUES(7,2,'delete_series','Can delete series');
INSERT INTO "auth_permission" VALUES(8,2,'view_series','Can view series');
INSERT INTO "auth_permission" VALUES(9,3,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES(10,3,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES(11,3,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES(12,3,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES(13,4,'add_ad','Can add ad');
INSERT INTO "auth_permission" VALUES(14,4,'change_ad','Can change ad');
INSERT INTO "auth_permission" VALUES(15,4,'delete_ad','Can delete ad');
INSERT INTO "auth_permission" VALUES(16,4,'view_ad','Can view ad');
INSERT INTO "auth_permission" VALUES(17,5,'add_author','Can add author');
INSERT INTO "auth_permission" VALUES(18,5,'change_author','Can change author');
INSERT INTO "auth_permission" VALUES(19,5,'delete_author','Can delete author');
INSERT INTO "auth_permission" VALUES(20,5,'view_author','Can view author');
INSERT INTO "auth_permission" VALUES(21,6,'add_blogsettings','Can add pictures of the site');
INSERT INTO "auth_permission" VALUES(22,6,'change_blogsettings','Can change pictures of the site');
INSERT INTO "auth_permission" VALUES(23,6,'delete_blogsettings','Can delete pictures of the site');
INSERT INTO "auth_permission" VALUES(24,6,'view_blogsettings','Can view pictures of the site');
INSERT INTO "auth_permission" VALUES(25,7,'add_category','Can add category');
INSERT INTO "auth_permission" VALUES(26,7,'change_category','Can change category');
INSERT INTO "auth_permission" VALUES(27,7,'delete_category','Can delete category');
INSERT INTO "auth_permission" VALUES(28,7,'view_category','Can view category');
INSERT INTO "auth_permission" VALUES(29,8,'add_page','Can add page');
INSERT INTO "auth_permission" VALUES(30,8,'change_page','Can change page');
INSERT INTO "auth_permission" VALUES(31,8,'delete_page','Can delete page');
INSERT INTO "auth_permission" VALUES(32,8,'view_page','Can view page');
INSERT INTO "auth_permission" VALUES(33,8,'publish_page','Can publish pages');
INSERT INTO "auth_permission" VALUES(34,8,'edit_any_page','Can edit pages of others');
INSERT INTO "auth_permission" VALUES(35,9,'add_pageauthor','Can add author');
INSERT INTO "auth_permission" VALUES(36,9,'change_pageauthor','Can change author');
INSERT INTO "auth_permission" VALUES(37,9,'delete_pageauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(38,9,'view_pageauthor','Can view author');
INSERT INTO "auth_permission" VALUES(39,10,'add_persona','Can add persona');
INSERT INTO "auth_permission" VALUES(40,10,'change_persona','Can change persona');
INSERT INTO "auth_permission" VALUES(41,10,'delete_persona','Can delete persona');
INSERT INTO "auth_permission" VALUES(42,10,'view_persona','Can view persona');
INSERT INTO "auth_permission" VALUES(43,11,'add_post','Can add post');
INSERT INTO "auth_permission" VALUES(44,11,'change_post','Can change post');
INSERT INTO "auth_permission" VALUES(45,11,'delete_post','Can delete post');
INSERT INTO "auth_permission" VALUES(46,11,'view_post','Can view post');
INSERT INTO "auth_permission" VALUES(47,11,'publish_post','Can publish posts');
INSERT INTO "auth_permission" VALUES(48,11,'edit_any_post','Can edit posts of others');
INSERT INTO "auth_permission" VALUES(49,12,'add_postauthor','Can add author');
INSERT INTO "auth_permission" VALUES(50,12,'change_postauthor','Can change author');
INSERT INTO "auth_permission" VALUES(51,12,'delete_postauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(52,12,'view_postauthor','Can view author');
INSERT INTO "auth_permission" VALUES(53,13,'add_profilelink','Can add profile');
INSERT INTO "auth_permission" VALUES(54,13,'change_profilelink','Can change profile');
INSERT INTO "auth_permission" VALUES(55,13,'delete_profilelink','Can delete profile');
INSERT INTO "auth_permission" VALUES(56,13,'view_profilelink','Can view profile');
INSERT INTO "auth_permission" VALUES(57,14,'add_oldpath','Can add old address');
INSERT INTO "auth_permission" VALUES(58,14,'change_oldpath','Can change old address');
INSERT INTO "auth_permission" VALUES(59,14,'delete_oldpath','Can delete old address');
INSERT INTO "auth_permission" VALUES(60,14,'view_oldpath','Can view old address');
INSERT INTO "auth_permission" VALUES(61,15,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(62,15,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(63,15,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(64,15,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(65,16,'add_image','Can add image');
INSERT INTO "auth_permission" VALUES(66,16,'change_image','Can change image');
INSERT INTO "auth_permission" VALUES(67,16,'delete_image','Can delete image');
INSERT INTO "auth_permission" VALUES(68,16,'view_image','Can view image');
INSERT INTO "auth_permission" VALUES(69,17,'add_outgoingmail','Can add mail');
INSERT INTO "auth_permission" VALUES(70,17,'change_outgoingmail','Can change mail');
INSERT INTO "auth_permission" VALUES(71,17,'delete_outgoingmail','Can delete mail');
INSERT INTO "auth_permission" VALUES(72,17,'view_outgoingmail','Can view mail');
INSERT INTO "auth_permission" VALUES(73,18,'add_sitesettings','Can add site settings');
INSERT INTO "auth_permission" VALUES(74,18,'change_sitesettings','Can change site settings');
INSERT INTO "auth_permission" VALUES(75,18,'delete_sitesettings','Can delete site settings');
INSERT INTO "auth_permission" VALUES(76,18,'view_sitesettings','Can view site settings');
INSERT INTO "auth_permission" VALUES(77,19,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(78,19,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(79,19,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(80,19,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(81,20,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(82,20,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(83,20,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(84,20,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(85,21,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(86,21,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(87,21,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(88,21,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(89,22,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(90,22,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(91,22,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(92,22,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(93,23,'add_site','Can add site');
INSERT INTO "auth_permission" VALUES(94,23,'change_site','Can change site');
INSERT INTO "auth_permission" VALUES(95,23,'delete_site','Can delete site');
INSERT INTO "auth_permission" VALUES(96,23,'view_site','Can view site');
INSERT INTO "auth_permission" VALUES(97,24,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(98,24,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(99,24,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(100,24,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(101,25,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(102,25,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(103,25,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(104,25,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(105,26,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(106,26,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(107,26,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(108,26,'view_authenticator','Can view authenticator');
INSERT INTO "auth_permission" VALUES(109,27,'add_xtdcomment','Can add comment');
INSERT INTO "auth_permission" VALUES(110,27,'change_xtdcomment','Can change comment');
INSERT INTO "auth_permission" VALUES(111,27,'delete_xtdcomment','Can delete comment');
INSERT INTO "auth_permission" VALUES(112,27,'view_xtdcomment','Can view comment');
INSERT INTO "auth_permission" VALUES(113,27,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(114,28,'add_blacklisteddomain','Can add black listed domain');
INSERT INTO "auth_permission" VALUES(115,28,'change_blacklisteddomain','Can change black listed domain');
INSERT INTO "auth_permission" VALUES(116,28,'delete_blacklisteddomain','Can delete black listed domain');
INSERT INTO "auth_permission" VALUES(117,28,'view_blacklisteddomain','Can view black listed domain');
INSERT INTO "auth_permission" VALUES(118,29,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(119,29,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(120,29,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(121,29,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(122,29,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(123,30,'add_commentflag','Can add comment flag');
INSERT INTO "auth_permission" VALUES(124,30,'change_commentflag','Can change comment flag');
INSERT INTO "auth_permission" VALUES(125,30,'delete_commentflag','Can delete comment flag');
INSERT INTO "auth_permission" VALUES(126,30,'view_commentflag','Can view comment flag');
INSERT INTO "auth_permission" VALUES(127,31,'add_commentpolicy','Can add comment policy');
INSERT INTO "auth_permission" VALUES(128,31,'change_commentpolicy','Can change comment policy');
INSERT INTO "auth_permission" VALUES(129,31,'delete_commentpolicy','Can delete comment policy');
INSERT INTO "auth_permission" VALUES(130,31,'view_commentpolicy','Can view comment policy');
INSERT INTO "auth_permission" VALUES(131,32,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(132,32,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(133,32,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(134,32,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(135,34,'add_dbtaskresult','Can add Task Result');
INSERT INTO "auth_permission" VALUES(136,34,'change_dbtaskresult','Can change Task Result');
INSERT INTO "auth_permission" VALUES(137,34,'delete_dbtaskresult','Can delete Task Result');
INSERT INTO "auth_permission" VALUES(138,34,'view_dbtaskresult','Can view Task Result');
CREATE TABLE "blog_ad" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL UNIQUE, "label" varchar(40) NOT NULL, "text" varchar(300) NOT NULL, "url" varchar(1000) NOT NULL, "position" varchar(20) NOT NULL, "heading_number" smallint unsigned NOT NULL CHECK ("heading_number" >= 0), "is_active" bool NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "image_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_author" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "reading" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "bio" text NOT NULL, "bio_html" text NOT NULL, "renderer_version" varchar(20) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_author" VALUES(1,'綴野はじめ','','hajime','','','',NULL,1);
CREATE TABLE "blog_blogsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "default_cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "logo_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL, "description" text NOT NULL, "path" varchar(500) NOT NULL UNIQUE, "parent_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_category" VALUES(1,'技術','tech','','tech',NULL);
INSERT INTO "blog_category" VALUES(2,'糸','thread','','tech/thread',1);
CREATE TABLE "blog_oldpath" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(700) NOT NULL UNIQUE, "object_id" bigint unsigned NOT NULL CHECK ("object_id" >= 0), "created_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_page" VALUES(1,'固定頁14','固定頁14の本文です。',NULL,'ja','','固定頁14','<p>固定頁14の本文です。</p>
','固定頁14の本文です。','固定頁14の本文です。','[]',11,0,'1','draft',NULL,NULL,NULL,NULL,'2026-11-25 03:32:07.462224','2026-11-25 03:32:07.455802',NULL,'','','default',NULL,0,0,'none','','',0,'page-14',NULL);
INSERT INTO "blog_page" VALUES(2,'固定頁15','固定頁15の本文です。',NULL,'ja','','固定頁15','<p>固定頁15の本文です。</p>
','固定頁15の本文です。','固定頁15の本文です。','[]',11,0,'1','published','2026-11-25 03:32:07.463488','2026-11-25 03:32:07.463488',NULL,NULL,'2026-11-25 03:32:07.464759','2026-11-25 03:32:07.463488',NULL,'','','default',NULL,0,0,'none','','',0,'about',NULL);
CREATE TABLE "blog_pageauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" bigint NOT NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "page_author_once" UNIQUE ("page_id", "author_id"));
INSERT INTO "blog_pageauthor" VALUES(1,0,1,1);
INSERT INTO "blog_pageauthor" VALUES(2,0,1,2);
CREATE TABLE "blog_persona" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(60) NOT NULL UNIQUE, "name" varchar(60) NOT NULL, "side" varchar(5) NOT NULL, "shape" varchar(10) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_persona" VALUES(1,'speaker-6','話者6','left','speech',NULL);
CREATE TABLE "blog_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "series_position" smallint unsigned NULL CHECK ("series_position" >= 0), "category_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "series_id" bigint NULL REFERENCES "blog_series" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_post" VALUES(1,'記事8の題名','記事8の本文です。',NULL,'ja','','記事8の<wbr>題名','<p>記事8の本文です。</p>
','記事8の本文です。','記事8の本文です。','[]',9,0,'1','published','2026-11-25 02:32:07.361498','2026-11-25 02:32:07.361498',NULL,NULL,'2026-11-25 03:32:07.383298','2026-11-25 03:32:07.361682',NULL,'','','default',NULL,2,0,'none','','',0,'kept',NULL,2,1,1);
INSERT INTO "blog_post" VALUES(2,'記事9の題名','記事9の本文です。',NULL,'ja','','記事9の<wbr>題名','<p>記事9の本文です。</p>
','記事9の本文です。','記事9の本文です。','[]',9,0,'1','draft',NULL,NULL,NULL,NULL,'2026-11-25 03:32:07.401568','2026-11-25 03:32:07.399221',NULL,'','','default',NULL,0,0,'none','','',0,'post-9',NULL,NULL,NULL,NULL);
INSERT INTO "blog_post" VALUES(3,'記事10の題名','記事10の本文です。',NULL,'ja','','記事10の<wbr>題名','<p>記事10の本文です。</p>
','記事10の本文です。','記事10の本文です。','[]',10,0,'1','in_review',NULL,NULL,NULL,NULL,'2026-11-25 03:32:07.418283','2026-11-25 03:32:07.407688',NULL,'','','default',NULL,0,0,'none','','',0,'post-10',NULL,NULL,NULL,NULL);
INSERT INTO "blog_post" VALUES(4,'記事11の題名','記事11の本文です。',NULL,'ja','','記事11の<wbr>題名','<p>記事11の本文です。</p>
','記事11の本文です。','記事11の本文です。','[]',10,0,'1','scheduled','2026-11-26 03:32:07.419826',NULL,'2026-11-26 03:32:07.419826',NULL,'2026-11-25 03:32:07.421525','2026-11-25 03:32:07.419896',NULL,'','','default',NULL,0,0,'none','','',0,'post-11',NULL,NULL,NULL,NULL);
INSERT INTO "blog_post" VALUES(5,'記事12の題名','記事12の本文です。',NULL,'ja','','記事12の<wbr>題名','<p>記事12の本文です。</p>
','記事12の本文です。','記事12の本文です。','[]',10,0,'1','private',NULL,NULL,NULL,NULL,'2026-11-25 03:32:07.432664','2026-11-25 03:32:07.431015',NULL,'','','default',NULL,0,0,'none','','',0,'post-12',NULL,NULL,NULL,NULL);
INSERT INTO "blog_post" VALUES(6,'記事13の題名','記事13の本文です。',NULL,'ja','','記事13の<wbr>題名','<p>記事13の本文です。</p>
','記事13の本文です。','記事13の本文です。','[]',10,0,'1','trashed','2026-11-25 02:32:07.433794','2026-11-25 02:32:07.433794',NULL,NULL,'2026-11-25 03:32:07.443579','2026-11-25 03:32:07.441934','2026-11-25 03:32:07.444737','published','','default',NULL,0,0,'none','','',0,'post-13',NULL,NULL,NULL,NULL);
CREATE TABLE "blog_post_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_post_tags" VALUES(1,1,1);
CREATE TABLE "blog_postauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_author_once" UNIQUE ("post_id", "author_id"));
INSERT INTO "blog_postauthor" VALUES(1,0,1,1);
INSERT INTO "blog_postauthor" VALUES(2,0,1,2);
INSERT INTO "blog_postauthor" VALUES(3,0,1,3);
INSERT INTO "blog_postauthor" VALUES(4,0,1,4);
INSERT INTO "blog_postauthor" VALUES(5,0,1,5);
INSERT INTO "blog_postauthor" VALUES(6,0,1,6);
CREATE TABLE "blog_profilelink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "service" varchar(20) NOT NULL, "url" varchar(500) NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_series" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "slug" varchar(100) NOT NULL UNIQUE);
INSERT INTO "blog_series" VALUES(1,'連載7','','series-7');
CREATE TABLE "blog_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "slug" varchar(100) NOT NULL UNIQUE);
INSERT INTO "blog_tag" VALUES(1,'タグ4','','tag-4');
CREATE TABLE "cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" datetime NOT NULL
);
CREATE TABLE "comments_comment" ("xtdcomment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments_xtd_xtdcomment" ("comment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "state" varchar(10) NOT NULL, "previous_state" varchar(10) NOT NULL, "entry_key" varchar(40) NOT NULL, "root" integer NOT NULL, "path" varchar(200) NOT NULL, "body_html" text NOT NULL, "language" varchar(10) NOT NULL, "renderer_version" varchar(20) NOT NULL);
INSERT INTO "comments_comment" VALUES(1,'approved','','blog.post:1',1,'0000000001','<p>感想16です。</p>
','ja','1');
INSERT INTO "comments_comment" VALUES(2,'approved','','blog.post:1',1,'00000000010000000002','<p>感想17です。</p>
','ja','1');
INSERT INTO "comments_comment" VALUES(3,'held','approved','blog.post:1',3,'0000000003','<p>感想18です。</p>
','ja','1');
INSERT INTO "comments_comment" VALUES(4,'spam','approved','blog.post:1',4,'0000000004','<p>感想19です。</p>
','ja','1');
INSERT INTO "comments_comment" VALUES(5,'removed','approved','blog.post:1',5,'0000000005','<p>感想20です。</p>
','ja','1');
CREATE TABLE "comments_commentpolicy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "admission" varchar(10) NOT NULL, "close_after_days" smallint unsigned NULL CHECK ("close_after_days" >= 0), "max_level" smallint unsigned NOT NULL CHECK ("max_level" >= 0), "order" varchar(10) NOT NULL, "page_size" smallint unsigned NOT NULL CHECK ("page_size" >= 0), "words" text NOT NULL, "notify_moderators" bool NOT NULL, "notify_authors" bool NOT NULL);
INSERT INTO "comments_commentpolicy" VALUES(1,'open',NULL,3,'oldest',100,'',1,1);
CREATE TABLE "core_sitesettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "tagline" varchar(200) NOT NULL, "description" text NOT NULL, "language" varchar(10) NOT NULL, "noindex" bool NOT NULL, "layout" varchar(10) NOT NULL, "heading_font" varchar(10) NOT NULL, "posts_per_page" smallint unsigned NOT NULL CHECK ("posts_per_page" >= 0), "reading_speed" smallint unsigned NOT NULL CHECK ("reading_speed" >= 0), "hard_breaks" bool NOT NULL, "author_box" bool NOT NULL, "related_posts" bool NOT NULL, "toc_enabled" bool NOT NULL, "toc_threshold" smallint unsigned NOT NULL CHECK ("toc_threshold" >= 0), "toc_max_level" smallint unsigned NOT NULL CHECK ("toc_max_level" >= 0), "toc_open" bool NOT NULL, "share_targets" text NOT NULL CHECK ((JSON_VALID("share_targets") OR "share_targets" IS NULL)));
INSERT INTO "core_sitesettings" VALUES(1,'糸のブログ','綴る','','ja',0,'single','serif',12,550,0,1,1,1,3,3,1,'["x", "facebook", "hatena", "line", "bluesky", "threads", "mastodon", "misskey", "mail", "system", "copy"]');
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_comment_flags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "flag" varchar(30) NOT NULL, "flag_date" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "django_comment_flags" VALUES(1,'put back into the queue','2026-11-25 03:32:08.050631',3,2);
INSERT INTO "django_comment_flags" VALUES(2,'moderator spam','2026-11-25 03:32:08.088397',4,2);
INSERT INTO "django_comment_flags" VALUES(3,'moderator deletion','2026-11-25 03:32:08.154259',5,2);
CREATE TABLE "django_comments" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_name" varchar(50) NOT NULL, "user_email" varchar(254) NOT NULL, "user_url" varchar(200) NOT NULL, "comment" text NOT NULL, "submit_date" datetime NOT NULL, "ip_address" char(39) NULL, "is_public" bool NOT NULL, "is_removed" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "django_site" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "object_pk" varchar(64) NOT NULL);
INSERT INTO "django_comments" VALUES(1,'読者16','','','感想16です。','2026-11-25 03:32:07.465734',NULL,1,0,11,1,NULL,'1');
INSERT INTO "django_comments" VALUES(2,'読者17','','','感想17です。','2026-11-25 03:32:07.985165',NULL,1,0,11,1,NULL,'1');
INSERT INTO "django_comments" VALUES(3,'読者18','','','感想18です。','2026-11-25 03:32:08.027871',NULL,0,0,11,1,NULL,'1');
INSERT INTO "django_comments" VALUES(4,'読者19','','','感想19です。','2026-11-25 03:32:08.053804',NULL,0,1,11,1,NULL,'1');
INSERT INTO "django_comments" VALUES(5,'読者20','','','感想20です。','2026-11-25 03:32:08.099616',NULL,0,1,11,1,NULL,'1');
CREATE TABLE "django_comments_xtd_blacklisteddomain" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "domain" varchar(200) NOT NULL);
CREATE TABLE "django_comments_xtd_xtdcomment" ("comment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" integer NOT NULL, "parent_id" integer NOT NULL, "level" smallint NOT NULL, "order" integer NOT NULL, "followup" bool NOT NULL, "nested_count" integer NOT NULL);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(1,1,1,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(2,1,1,1,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(3,3,3,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(4,4,4,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(5,5,5,0,1,0,0);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'admin','logentry');
INSERT INTO "django_content_type" VALUES(2,'blog','series');
INSERT INTO "django_content_type" VALUES(3,'blog','tag');
INSERT INTO "django_content_type" VALUES(4,'blog','ad');
INSERT INTO "django_content_type" VALUES(5,'blog','author');
INSERT INTO "django_content_type" VALUES(6,'blog','blogsettings');
INSERT INTO "django_content_type" VALUES(7,'blog','category');
INSERT INTO "django_content_type" VALUES(8,'blog','page');
INSERT INTO "django_content_type" VALUES(9,'blog','pageauthor');
INSERT INTO "django_content_type" VALUES(10,'blog','persona');
INSERT INTO "django_content_type" VALUES(11,'blog','post');
INSERT INTO "django_content_type" VALUES(12,'blog','postauthor');
INSERT INTO "django_content_type" VALUES(13,'blog','profilelink');
INSERT INTO "django_content_type" VALUES(14,'blog','oldpath');
INSERT INTO "django_content_type" VALUES(15,'accounts','user');
INSERT INTO "django_content_type" VALUES(16,'images','image');
INSERT INTO "django_content_type" VALUES(17,'mail','outgoingmail');
INSERT INTO "django_content_type" VALUES(18,'core','sitesettings');
INSERT INTO "django_content_type" VALUES(19,'auth','permission');
INSERT INTO "django_content_type" VALUES(20,'auth','group');
INSERT INTO "django_content_type" VALUES(21,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(22,'sessions','session');
INSERT INTO "django_content_type" VALUES(23,'sites','site');
INSERT INTO "django_content_type" VALUES(24,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(25,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(26,'mfa','authenticator');
INSERT INTO "django_content_type" VALUES(27,'django_comments_xtd','xtdcomment');
INSERT INTO "django_content_type" VALUES(28,'django_comments_xtd','blacklisteddomain');
INSERT INTO "django_content_type" VALUES(29,'django_comments','comment');
INSERT INTO "django_content_type" VALUES(30,'django_comments','commentflag');
INSERT INTO "django_content_type" VALUES(31,'comments','commentpolicy');
INSERT INTO "django_content_type" VALUES(32,'comments','comment');
INSERT INTO "django_content_type" VALUES(33,'comments','queue');
INSERT INTO "django_content_type" VALUES(34,'django_tasks_database','dbtaskresult');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-25 03:32:03.525158');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-25 03:32:03.537120');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-25 03:32:03.566289');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-25 03:32:03.578715');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-25 03:32:03.581647');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-25 03:32:03.593649');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-25 03:32:03.606076');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-25 03:32:03.606480');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-25 03:32:03.608695');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-25 03:32:03.619267');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-25 03:32:03.628036');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-25 03:32:03.636215');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-25 03:32:03.645850');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-25 03:32:03.648229');
INSERT INTO "django_migrations" VALUES(15,'accounts','0001_initial','2026-11-25 03:32:03.674213');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-25 03:32:03.696414');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-25 03:32:03.717715');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-25 03:32:03.740792');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-25 03:32:03.767425');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-25 03:32:03.780100');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-25 03:32:03.789502');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-25 03:32:03.823447');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-25 03:32:03.851267');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-25 03:32:03.863519');
INSERT INTO "django_migrations" VALUES(25,'admin','0001_initial','2026-11-25 03:32:03.876865');
INSERT INTO "django_migrations" VALUES(26,'admin','0002_logentry_remove_auto_add','2026-11-25 03:32:03.902866');
INSERT INTO "django_migrations" VALUES(27,'admin','0003_logentry_add_action_flag_choices','2026-11-25 03:32:03.911793');
INSERT INTO "django_migrations" VALUES(28,'images','0001_initial','2026-11-25 03:32:03.933026');
INSERT INTO "django_migrations" VALUES(29,'blog','0001_initial','2026-11-25 03:32:04.725097');
INSERT INTO "django_migrations" VALUES(30,'sites','0001_initial','2026-11-25 03:32:04.735230');
INSERT INTO "django_migrations" VALUES(31,'django_comments','0001_initial','2026-11-25 03:32:04.864268');
INSERT INTO "django_migrations" VALUES(32,'django_comments','0002_update_user_email_field_length','2026-11-25 03:32:04.908619');
INSERT INTO "django_migrations" VALUES(33,'django_comments_xtd','0001_initial','2026-11-25 03:32:04.983832');
INSERT INTO "django_migrations" VALUES(34,'django_comments_xtd','0002_blacklisteddomain','2026-11-25 03:32:04.995642');
INSERT INTO "django_migrations" VALUES(35,'django_comments_xtd','0003_auto_20170220_1333','2026-11-25 03:32:05.008648');
INSERT INTO "django_migrations" VALUES(36,'django_comments_xtd','0004_auto_20170221_1510','2026-11-25 03:32:05.021431');
INSERT INTO "django_migrations" VALUES(37,'django_comments_xtd','0005_auto_20170920_1247','2026-11-25 03:32:05.041920');
INSERT INTO "django_migrations" VALUES(38,'django_comments_xtd','0006_auto_20181204_0948','2026-11-25 03:32:05.059338');
INSERT INTO "django_migrations" VALUES(39,'django_comments_xtd','0007_xtdcomment_nested_count','2026-11-25 03:32:05.077063');
INSERT INTO "django_migrations" VALUES(40,'django_comments_xtd','0008_auto_20200920_2037','2026-11-25 03:32:05.148546');
INSERT INTO "django_migrations" VALUES(41,'comments','0001_initial','2026-11-25 03:32:05.201742');
INSERT INTO "django_migrations" VALUES(42,'core','0001_initial','2026-11-25 03:32:05.212122');
INSERT INTO "django_migrations" VALUES(43,'django_comments','0003_add_submit_date_index','2026-11-25 03:32:05.261025');
INSERT INTO "django_migrations" VALUES(44,'django_comments','0004_add_object_pk_is_removed_index','2026-11-25 03:32:05.356335');
INSERT INTO "django_migrations" VALUES(45,'django_tasks_database','0001_initial','2026-11-25 03:32:05.362397');
INSERT INTO "django_migrations" VALUES(46,'django_tasks_database','0002_alter_dbtaskresult_options','2026-11-25 03:32:05.364227');
INSERT INTO "django_migrations" VALUES(47,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-11-25 03:32:05.390580');
INSERT INTO "django_migrations" VALUES(48,'django_tasks_database','0004_dbtaskresult_started_at','2026-11-25 03:32:05.396025');
INSERT INTO "django_migrations" VALUES(49,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-11-25 03:32:05.421558');
INSERT INTO "django_migrations" VALUES(50,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-11-25 03:32:05.465260');
INSERT INTO "django_migrations" VALUES(51,'django_tasks_database','0007_add_separate_results_fields','2026-11-25 03:32:05.486135');
INSERT INTO "django_migrations" VALUES(52,'django_tasks_database','0008_separate_results_field','2026-11-25 03:32:05.549643');
INSERT INTO "django_migrations" VALUES(53,'django_tasks_database','0009_remove_results_field','2026-11-25 03:32:05.563081');
INSERT INTO "django_migrations" VALUES(54,'django_tasks_database','0010_alter_dbtaskresult_status','2026-11-25 03:32:05.581661');
INSERT INTO "django_migrations" VALUES(55,'django_tasks_database','0011_rename_complete_status','2026-11-25 03:32:05.643228');
INSERT INTO "django_migrations" VALUES(56,'django_tasks_database','0012_add_separate_exception_fields','2026-11-25 03:32:05.678214');
INSERT INTO "django_migrations" VALUES(57,'django_tasks_database','0013_separate_exception_fields','2026-11-25 03:32:05.740711');
INSERT INTO "django_migrations" VALUES(58,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-11-25 03:32:05.754751');
INSERT INTO "django_migrations" VALUES(59,'django_tasks_database','0015_correctly_order_run_after','2026-11-25 03:32:05.756885');
INSERT INTO "django_migrations" VALUES(60,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-11-25 03:32:05.917150');
INSERT INTO "django_migrations" VALUES(61,'django_tasks_database','0017_dbtaskresult_metadata','2026-11-25 03:32:05.937185');
INSERT INTO "django_migrations" VALUES(62,'django_tasks_database','0018_rename_succeeded_status','2026-11-25 03:32:06.023445');
INSERT INTO "django_migrations" VALUES(63,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-11-25 03:32:06.333132');
INSERT INTO "django_migrations" VALUES(64,'django_tasks_database','0020_update_db_task_result_ordering','2026-11-25 03:32:06.359134');
INSERT INTO "django_migrations" VALUES(65,'django_tasks_database','0021_conditional_partial_index_ordering','2026-11-25 03:32:06.371393');
INSERT INTO "django_migrations" VALUES(66,'mail','0001_initial','2026-11-25 03:32:06.373567');
INSERT INTO "django_migrations" VALUES(67,'mfa','0001_initial','2026-11-25 03:32:06.426221');
INSERT INTO "django_migrations" VALUES(68,'mfa','0002_authenticator_timestamps','2026-11-25 03:32:06.490780');
INSERT INTO "django_migrations" VALUES(69,'mfa','0003_authenticator_type_uniq','2026-11-25 03:32:06.561665');
INSERT INTO "django_migrations" VALUES(70,'sessions','0001_initial','2026-11-25 03:32:06.571810');
INSERT INTO "django_migrations" VALUES(71,'sites','0002_alter_domain_unique','2026-11-25 03:32:06.584936');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL, "domain" varchar(100) NOT NULL UNIQUE);
INSERT INTO "django_site" VALUES(1,'example.com','example.com');
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('9b3eadab23ed4ea89cc1bf286e100011','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-25 03:32:07.972636',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('373417664556442a819871ebd88bc863','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-25 03:32:08.016057',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('c40ea031cb124b0a8fa5aee26cc534b7','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-25 03:32:08.044064',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ed270090329f4b9bb4bedb9325e154c5','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-25 03:32:08.077751',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('3f3e9d6cf4c842b5ad645afdfa9b2bcf','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-25 03:32:08.137263',NULL,NULL,NULL,'','','[]','READY');
CREATE TABLE "images_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(32) NOT NULL UNIQUE, "alt" varchar(300) NOT NULL, "original" varchar(200) NOT NULL, "file_name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "renditions" text NOT NULL CHECK ((JSON_VALID("renditions") OR "renditions" IS NULL)), "created_at" datetime NOT NULL, "uploaded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "images_image" VALUES(1,'_imevT0xt4_G_cE_','','','','0000000000000000000000000000000000000000000000000000000000000005',1200,630,'[{"name": "picture-5.webp", "width": 1200, "height": 630}]','2026-11-25 03:32:07.360594',NULL);
CREATE TABLE "mail_outgoingmail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL UNIQUE, "recipient" varchar(254) NOT NULL, "subject" varchar(250) NOT NULL, "text" text NOT NULL, "html" text NOT NULL, "language" varchar(10) NOT NULL, "headers" text NOT NULL CHECK ((JSON_VALID("headers") OR "headers" IS NULL)), "is_secret" bool NOT NULL, "state" varchar(10) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "error" text NOT NULL, "created_at" datetime NOT NULL, "send_after" datetime NOT NULL, "sent_at" datetime NULL);
INSERT INTO "mail_outgoingmail" VALUES(1,'comment-1-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者16さんが「記事8の題名」に書きました：

感想16です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=1

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>糸のブログ</title>
  <style>
    body { margin: 0; padding: 24px 16px; background: #fbf9f4; color: #22201c; font: 16px/1.8 sans-serif; }
    main { max-width: 36em; margin: 0 auto; }
    blockquote { margin: 16px 0; padding: 4px 16px; border-left: 3px solid #b8442f; }
    a { color: #8a3322; }
    .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #8a3322; color: #fff; text-decoration: none; }
    footer { max-width: 36em; margin: 32px auto 0; padding-top: 12px; border-top: 1px solid #d9d3c6; font-size: 14px; }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e8e4dc; }
      a { color: #f0a38f; }
      footer { border-color: #3a3a3c; }
    }
  </style>
</head>
<body>
<main>
<p>読者16さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想16です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=1">承認待ちの一覧を開く</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
<footer><a href="http://testserver/">糸のブログ</a></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-25 03:32:07.970768','2026-11-25 03:32:07.960256',NULL);
INSERT INTO "mail_outgoingmail" VALUES(2,'comment-2-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者17さんが「記事8の題名」に書きました：

感想17です。

読者16さんへの返信です。元のコメント：

感想16です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=2

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>糸のブログ</title>
  <style>
    body { margin: 0; padding: 24px 16px; background: #fbf9f4; color: #22201c; font: 16px/1.8 sans-serif; }
    main { max-width: 36em; margin: 0 auto; }
    blockquote { margin: 16px 0; padding: 4px 16px; border-left: 3px solid #b8442f; }
    a { color: #8a3322; }
    .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #8a3322; color: #fff; text-decoration: none; }
    footer { max-width: 36em; margin: 32px auto 0; padding-top: 12px; border-top: 1px solid #d9d3c6; font-size: 14px; }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e8e4dc; }
      a { color: #f0a38f; }
      footer { border-color: #3a3a3c; }
    }
  </style>
</head>
<body>
<main>
<p>読者17さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想17です。</p></blockquote>
<p>読者16さんへの返信です。元のコメント：</p>
<blockquote><p>感想16です。</p></blockquote>
<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=2">承認待ちの一覧を開く</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
<footer><a href="http://testserver/">糸のブログ</a></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-25 03:32:08.009217','2026-11-25 03:32:08.008761',NULL);
INSERT INTO "mail_outgoingmail" VALUES(3,'comment-3-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者18さんが「記事8の題名」に書きました：

感想18です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=3

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>糸のブログ</title>
  <style>
    body { margin: 0; padding: 24px 16px; background: #fbf9f4; color: #22201c; font: 16px/1.8 sans-serif; }
    main { max-width: 36em; margin: 0 auto; }
    blockquote { margin: 16px 0; padding: 4px 16px; border-left: 3px solid #b8442f; }
    a { color: #8a3322; }
    .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #8a3322; color: #fff; text-decoration: none; }
    footer { max-width: 36em; margin: 32px auto 0; padding-top: 12px; border-top: 1px solid #d9d3c6; font-size: 14px; }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e8e4dc; }
      a { color: #f0a38f; }
      footer { border-color: #3a3a3c; }
    }
  </style>
</head>
<body>
<main>
<p>読者18さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想18です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=3">承認待ちの一覧を開く</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
<footer><a href="http://testserver/">糸のブログ</a></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-25 03:32:08.042943','2026-11-25 03:32:08.042251',NULL);
INSERT INTO "mail_outgoingmail" VALUES(4,'comment-4-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者19さんが「記事8の題名」に書きました：

感想19です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=4

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>糸のブログ</title>
  <style>
    body { margin: 0; padding: 24px 16px; background: #fbf9f4; color: #22201c; font: 16px/1.8 sans-serif; }
    main { max-width: 36em; margin: 0 auto; }
    blockquote { margin: 16px 0; padding: 4px 16px; border-left: 3px solid #b8442f; }
    a { color: #8a3322; }
    .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #8a3322; color: #fff; text-decoration: none; }
    footer { max-width: 36em; margin: 32px auto 0; padding-top: 12px; border-top: 1px solid #d9d3c6; font-size: 14px; }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e8e4dc; }
      a { color: #f0a38f; }
      footer { border-color: #3a3a3c; }
    }
  </style>
</head>
<body>
<main>
<p>読者19さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想19です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=4">承認待ちの一覧を開く</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
<footer><a href="http://testserver/">糸のブログ</a></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-25 03:32:08.076685','2026-11-25 03:32:08.076251',NULL);
INSERT INTO "mail_outgoingmail" VALUES(5,'comment-5-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者20さんが「記事8の題名」に書きました：

感想20です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=5

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>糸のブログ</title>
  <style>
    body { margin: 0; padding: 24px 16px; background: #fbf9f4; color: #22201c; font: 16px/1.8 sans-serif; }
    main { max-width: 36em; margin: 0 auto; }
    blockquote { margin: 16px 0; padding: 4px 16px; border-left: 3px solid #b8442f; }
    a { color: #8a3322; }
    .button { display: inline-block; padding: 10px 20px; border-radius: 6px; background: #8a3322; color: #fff; text-decoration: none; }
    footer { max-width: 36em; margin: 32px auto 0; padding-top: 12px; border-top: 1px solid #d9d3c6; font-size: 14px; }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e8e4dc; }
      a { color: #f0a38f; }
      footer { border-color: #3a3a3c; }
    }
  </style>
</head>
<body>
<main>
<p>読者20さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想20です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=5">承認待ちの一覧を開く</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
<footer><a href="http://testserver/">糸のブログ</a></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-25 03:32:08.113000','2026-11-25 03:32:08.112579',NULL);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "one_user_per_username" ON "accounts_user" ((LOWER("username")));
CREATE UNIQUE INDEX "one_user_per_email" ON "accounts_user" ((LOWER("email"))) WHERE NOT ("email" = '');
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "images_image_sha256_76cf12fa" ON "images_image" ("sha256");
CREATE INDEX "images_image_uploaded_by_id_7e8eae3a" ON "images_image" ("uploaded_by_id");
CREATE INDEX "blog_ad_image_id_852fc4fd" ON "blog_ad" ("image_id");
CREATE INDEX "blog_author_avatar_id_9df152b3" ON "blog_author" ("avatar_id");
CREATE INDEX "blog_blogsettings_default_cover_id_186d5053" ON "blog_blogsettings" ("default_cover_id");
CREATE INDEX "blog_blogsettings_logo_id_ead67a9a" ON "blog_blogsettings" ("logo_id");
CREATE INDEX "blog_category_parent_id_2d80fe5c" ON "blog_category" ("parent_id");
CREATE INDEX "blog_page_cover_id_1a9aa53b" ON "blog_page" ("cover_id");
CREATE INDEX "blog_persona_avatar_id_b9d37f3c" ON "blog_persona" ("avatar_id");
CREATE INDEX "blog_post_category_id_c326dbf8" ON "blog_post" ("category_id");
CREATE INDEX "blog_post_cover_id_1006bf93" ON "blog_post" ("cover_id");
CREATE INDEX "blog_profilelink_author_id_37b0daee" ON "blog_profilelink" ("author_id");
CREATE INDEX "blog_post_series_id_fbf7a102" ON "blog_post" ("series_id");
CREATE UNIQUE INDEX "blog_post_tags_post_id_tag_id_4925ec37_uniq" ON "blog_post_tags" ("post_id", "tag_id");
CREATE INDEX "blog_post_tags_post_id_a1c71c8a" ON "blog_post_tags" ("post_id");
CREATE INDEX "blog_post_tags_tag_id_0875c551" ON "blog_post_tags" ("tag_id");
CREATE INDEX "blog_oldpath_content_type_id_e20ad397" ON "blog_oldpath" ("content_type_id");
CREATE INDEX "blog_oldpat_content_830416_idx" ON "blog_oldpath" ("content_type_id", "object_id");
CREATE INDEX "blog_pageauthor_author_id_ef959b1c" ON "blog_pageauthor" ("author_id");
CREATE INDEX "blog_pageauthor_page_id_72db43a6" ON "blog_pageauthor" ("page_id");
CREATE INDEX "blog_postauthor_author_id_8ecd7047" ON "blog_postauthor" ("author_id");
CREATE INDEX "blog_postauthor_post_id_50f6b1cc" ON "blog_postauthor" ("post_id");
CREATE INDEX "blog_post_status_615533_idx" ON "blog_post" ("status", "published_at" DESC);
CREATE INDEX "blog_post_categor_cb6e5f_idx" ON "blog_post" ("category_id", "published_at" DESC);
CREATE INDEX "blog_post_series__b6e92a_idx" ON "blog_post" ("series_id", "series_position");
CREATE UNIQUE INDEX "django_comment_flags_user_id_comment_id_flag_537f77a7_uniq" ON "django_comment_flags" ("user_id", "comment_id", "flag");
CREATE INDEX "django_comment_flags_flag_8b141fcb" ON "django_comment_flags" ("flag");
CREATE INDEX "django_comment_flags_comment_id_d8054933" ON "django_comment_flags" ("comment_id");
CREATE INDEX "django_comment_flags_user_id_f3f81f0a" ON "django_comment_flags" ("user_id");
CREATE INDEX "django_comments_xtd_blacklisteddomain_domain_43b81328" ON "django_comments_xtd_blacklisteddomain" ("domain");
CREATE INDEX "django_comments_xtd_xtdcomment_thread_id_e192a27a" ON "django_comments_xtd_xtdcomment" ("thread_id");
CREATE INDEX "django_comments_xtd_xtdcomment_order_36db562d" ON "django_comments_xtd_xtdcomment" ("order");
CREATE INDEX "django_comments_xtd_xtdcomment_nested_count_ad55f6a9" ON "django_comments_xtd_xtdcomment" ("nested_count");
CREATE INDEX "comment_in_thread" ON "comments_comment" ("entry_key", "state", "root", "path");
CREATE INDEX "comment_by_state" ON "comments_comment" ("state", "root" DESC);
CREATE INDEX "django_comments_submit_date_514ed2d9" ON "django_comments" ("submit_date");
CREATE INDEX "django_comments_is_removed_52a03ae3" ON "django_comments" ("is_removed");
CREATE INDEX "django_comments_content_type_id_c4afe962" ON "django_comments" ("content_type_id");
CREATE INDEX "django_comments_site_id_9dcf666e" ON "django_comments" ("site_id");
CREATE INDEX "django_comments_user_id_a0a440a1" ON "django_comments" ("user_id");
CREATE INDEX "django_comments_object_pk_7fc98e83" ON "django_comments" ("object_pk");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "mail_outgoingmail_send_after_a10ac4cd" ON "mail_outgoingmail" ("send_after");
CREATE INDEX "mail_outgoi_state_559ac8_idx" ON "mail_outgoingmail" ("state", "send_after");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "cache_expires" ON "cache" ("expires");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',71);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',34);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',138);
INSERT INTO "sqlite_sequence" VALUES('auth_group',4);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',0);
INSERT INTO "sqlite_sequence" VALUES('blog_page',2);
INSERT INTO "sqlite_sequence" VALUES('blog_post',6);
INSERT INTO "sqlite_sequence" VALUES('blog_pageauthor',2);
INSERT INTO "sqlite_sequence" VALUES('blog_postauthor',6);
INSERT INTO "sqlite_sequence" VALUES('django_comments',5);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',0);
INSERT INTO "sqlite_sequence" VALUES('django_site',1);
INSERT INTO "sqlite_sequence" VALUES('auth_group_permissions',155);
INSERT INTO "sqlite_sequence" VALUES('core_sitesettings',1);
INSERT INTO "sqlite_sequence" VALUES('comments_commentpolicy',1);
INSERT INTO "sqlite_sequence" VALUES('accounts_user',2);
INSERT INTO "sqlite_sequence" VALUES('accounts_user_groups',1);
INSERT INTO "sqlite_sequence" VALUES('blog_author',1);
INSERT INTO "sqlite_sequence" VALUES('blog_category',2);
INSERT INTO "sqlite_sequence" VALUES('blog_tag',1);
INSERT INTO "sqlite_sequence" VALUES('images_image',1);
INSERT INTO "sqlite_sequence" VALUES('blog_persona',1);
INSERT INTO "sqlite_sequence" VALUES('blog_series',1);
INSERT INTO "sqlite_sequence" VALUES('blog_post_tags',1);
INSERT INTO "sqlite_sequence" VALUES('mail_outgoingmail',5);
INSERT INTO "sqlite_sequence" VALUES('django_comment_flags',3);
COMMIT;
