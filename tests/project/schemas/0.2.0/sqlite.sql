BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_accountpolicy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sign_up_open" bool NOT NULL);
CREATE TABLE "accounts_avatar" ("user_id" bigint NOT NULL PRIMARY KEY REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "name" varchar(20) NOT NULL UNIQUE, "webp" BLOB NOT NULL);
CREATE TABLE "accounts_device" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL, "name" varchar(100) NOT NULL, "network" varchar(50) NOT NULL, "session_key" varchar(40) NOT NULL, "first_seen_at" datetime NOT NULL, "last_seen_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_device_per_user_and_key" UNIQUE ("user_id", "key"));
CREATE TABLE "accounts_emailchange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "old_email" varchar(254) NOT NULL, "new_email" varchar(254) NOT NULL, "old_digest" varchar(64) NOT NULL, "new_digest" varchar(64) NOT NULL, "stop_digest" varchar(64) NOT NULL, "old_confirmed_at" datetime NULL, "new_confirmed_at" datetime NULL, "requested_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_initialadminlink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL, "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "roles" text NOT NULL CHECK ((JSON_VALID("roles") OR "roles" IS NULL)), "language" varchar(10) NOT NULL, "message" text NOT NULL, "digest" varchar(64) NOT NULL UNIQUE, "sent_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "revoked_at" datetime NULL, "accepted_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "invited_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_signup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL UNIQUE, "digest" varchar(64) NOT NULL UNIQUE, "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "name" varchar(80) NOT NULL, "email" varchar(254) NOT NULL, "language" varchar(10) NOT NULL, "sessions_ended" integer unsigned NOT NULL CHECK ("sessions_ended" >= 0));
INSERT INTO "accounts_user" VALUES(1,'md5$tF52R6uqfhO5ZocBXMlE5v$386d2f4cc9cb70a9a11a49088a6fdca7',NULL,1,'owner',1,1,'2026-11-29 17:54:59.455004','','owner@example.com','',0);
INSERT INTO "accounts_user" VALUES(2,'',NULL,0,'decider',0,1,'2026-11-29 17:55:00.223647','','','',0);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "accounts_user_groups" VALUES(1,1,4);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "audit_auditsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "keep_days" integer unsigned NOT NULL CHECK ("keep_days" >= 0));
CREATE TABLE "audit_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "repeated_until" datetime NULL, "repeat_count" integer unsigned NOT NULL CHECK ("repeat_count" >= 0), "actor_kind" varchar(10) NOT NULL, "actor_name" varchar(200) NOT NULL, "verb" varchar(30) NOT NULL, "target_kind" varchar(80) NOT NULL, "target_pk" varchar(40) NOT NULL, "target_title" varchar(200) NOT NULL, "changed" text NOT NULL CHECK ((JSON_VALID("changed") OR "changed" IS NULL)), "note" varchar(200) NOT NULL, "request_id" varchar(64) NOT NULL, "search_text" text NOT NULL, "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "audit_event" VALUES(1,'2026-11-29 17:54:59.460379',NULL,1,'system','','role_assigned','accounts.user','1','owner','[]','administrator','','owner  administrator',NULL);
INSERT INTO "audit_event" VALUES(2,'2026-11-29 17:54:59.947869',NULL,1,'system','','published','blog.post','1','記事8の題名','[]','','','記事8の題名  ',NULL);
INSERT INTO "audit_event" VALUES(3,'2026-11-29 17:54:59.955107',NULL,1,'system','','added','blog.post','2','記事9の題名','[]','','','記事9の題名  ',NULL);
INSERT INTO "audit_event" VALUES(4,'2026-11-29 17:54:59.965001',NULL,1,'system','','submitted','blog.post','3','記事10の題名','[]','','','記事10の題名  ',NULL);
INSERT INTO "audit_event" VALUES(5,'2026-11-29 17:54:59.976676',NULL,1,'system','','scheduled','blog.post','4','記事11の題名','[]','','','記事11の題名  ',NULL);
INSERT INTO "audit_event" VALUES(6,'2026-11-29 17:54:59.983906',NULL,1,'system','','added','blog.post','5','記事12の題名','[]','','','記事12の題名  ',NULL);
INSERT INTO "audit_event" VALUES(7,'2026-11-29 17:54:59.995635',NULL,1,'system','','published','blog.post','6','記事13の題名','[]','','','記事13の題名  ',NULL);
INSERT INTO "audit_event" VALUES(8,'2026-11-29 17:55:00.001784',NULL,1,'system','','trashed','blog.post','6','記事13の題名','[]','','','記事13の題名  ',NULL);
INSERT INTO "audit_event" VALUES(9,'2026-11-29 17:55:00.013025',NULL,1,'system','','added','blog.page','1','固定頁14','[]','','','固定頁14  ',NULL);
INSERT INTO "audit_event" VALUES(10,'2026-11-29 17:55:00.020037',NULL,1,'system','','published','blog.page','2','固定頁15','[]','','','固定頁15  ',NULL);
INSERT INTO "audit_event" VALUES(11,'2026-11-29 17:55:00.272749',NULL,1,'person','decider','comment_held','comments.comment','3','記事8の題名','[]','','','記事8の題名 decider ',2);
INSERT INTO "audit_event" VALUES(12,'2026-11-29 17:55:00.296691',NULL,1,'person','decider','comment_spam','comments.comment','4','記事8の題名','[]','','','記事8の題名 decider ',2);
INSERT INTO "audit_event" VALUES(13,'2026-11-29 17:55:00.519693',NULL,1,'person','decider','comment_removed','comments.comment','5','記事8の題名','[]','','','記事8の題名 decider ',2);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'author');
INSERT INTO "auth_group" VALUES(2,'editor');
INSERT INTO "auth_group" VALUES(3,'moderator');
INSERT INTO "auth_group" VALUES(4,'administrator');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,4,5);
INSERT INTO "auth_group_permissions" VALUES(2,4,6);
INSERT INTO "auth_group_permissions" VALUES(3,4,7);
INSERT INTO "auth_group_permissions" VALUES(4,2,13);
INSERT INTO "auth_group_permissions" VALUES(5,2,14);
INSERT INTO "auth_group_permissions" VALUES(6,2,15);
INSERT INTO "auth_group_permissions" VALUES(7,4,13);
INSERT INTO "auth_group_permissions" VALUES(8,4,14);
INSERT INTO "auth_group_permissions" VALUES(9,4,15);
INSERT INTO "auth_group_permissions" VALUES(10,2,16);
INSERT INTO "auth_group_permissions" VALUES(11,2,17);
INSERT INTO "auth_group_permissions" VALUES(12,2,19);
INSERT INTO "auth_group_permissions" VALUES(13,2,20);
INSERT INTO "auth_group_permissions" VALUES(14,2,21);
INSERT INTO "auth_group_permissions" VALUES(15,4,16);
INSERT INTO "auth_group_permissions" VALUES(16,4,17);
INSERT INTO "auth_group_permissions" VALUES(17,4,19);
INSERT INTO "auth_group_permissions" VALUES(18,4,20);
INSERT INTO "auth_group_permissions" VALUES(19,4,21);
INSERT INTO "auth_group_permissions" VALUES(20,1,64);
INSERT INTO "auth_group_permissions" VALUES(21,1,33);
INSERT INTO "auth_group_permissions" VALUES(22,1,65);
INSERT INTO "auth_group_permissions" VALUES(23,1,67);
INSERT INTO "auth_group_permissions" VALUES(24,1,68);
INSERT INTO "auth_group_permissions" VALUES(25,1,37);
INSERT INTO "auth_group_permissions" VALUES(26,1,69);
INSERT INTO "auth_group_permissions" VALUES(27,1,70);
INSERT INTO "auth_group_permissions" VALUES(28,1,45);
INSERT INTO "auth_group_permissions" VALUES(29,1,29);
INSERT INTO "auth_group_permissions" VALUES(30,1,25);
INSERT INTO "auth_group_permissions" VALUES(31,1,26);
INSERT INTO "auth_group_permissions" VALUES(32,1,60);
INSERT INTO "auth_group_permissions" VALUES(33,1,61);
INSERT INTO "auth_group_permissions" VALUES(34,1,62);
INSERT INTO "auth_group_permissions" VALUES(35,2,22);
INSERT INTO "auth_group_permissions" VALUES(36,2,23);
INSERT INTO "auth_group_permissions" VALUES(37,2,24);
INSERT INTO "auth_group_permissions" VALUES(38,2,25);
INSERT INTO "auth_group_permissions" VALUES(39,2,26);
INSERT INTO "auth_group_permissions" VALUES(40,2,27);
INSERT INTO "auth_group_permissions" VALUES(41,2,28);
INSERT INTO "auth_group_permissions" VALUES(42,2,29);
INSERT INTO "auth_group_permissions" VALUES(43,2,30);
INSERT INTO "auth_group_permissions" VALUES(44,2,31);
INSERT INTO "auth_group_permissions" VALUES(45,2,32);
INSERT INTO "auth_group_permissions" VALUES(46,2,33);
INSERT INTO "auth_group_permissions" VALUES(47,2,34);
INSERT INTO "auth_group_permissions" VALUES(48,2,35);
INSERT INTO "auth_group_permissions" VALUES(49,2,36);
INSERT INTO "auth_group_permissions" VALUES(50,2,37);
INSERT INTO "auth_group_permissions" VALUES(51,2,42);
INSERT INTO "auth_group_permissions" VALUES(52,2,43);
INSERT INTO "auth_group_permissions" VALUES(53,2,44);
INSERT INTO "auth_group_permissions" VALUES(54,2,45);
INSERT INTO "auth_group_permissions" VALUES(55,2,47);
INSERT INTO "auth_group_permissions" VALUES(56,2,48);
INSERT INTO "auth_group_permissions" VALUES(57,2,50);
INSERT INTO "auth_group_permissions" VALUES(58,2,51);
INSERT INTO "auth_group_permissions" VALUES(59,2,52);
INSERT INTO "auth_group_permissions" VALUES(60,2,53);
INSERT INTO "auth_group_permissions" VALUES(61,2,54);
INSERT INTO "auth_group_permissions" VALUES(62,2,55);
INSERT INTO "auth_group_permissions" VALUES(63,2,56);
INSERT INTO "auth_group_permissions" VALUES(64,2,57);
INSERT INTO "auth_group_permissions" VALUES(65,2,58);
INSERT INTO "auth_group_permissions" VALUES(66,2,59);
INSERT INTO "auth_group_permissions" VALUES(67,2,60);
INSERT INTO "auth_group_permissions" VALUES(68,2,61);
INSERT INTO "auth_group_permissions" VALUES(69,2,62);
INSERT INTO "auth_group_permissions" VALUES(70,2,64);
INSERT INTO "auth_group_permissions" VALUES(71,2,65);
INSERT INTO "auth_group_permissions" VALUES(72,2,66);
INSERT INTO "auth_group_permissions" VALUES(73,2,67);
INSERT INTO "auth_group_permissions" VALUES(74,2,68);
INSERT INTO "auth_group_permissions" VALUES(75,2,69);
INSERT INTO "auth_group_permissions" VALUES(76,2,70);
INSERT INTO "auth_group_permissions" VALUES(77,2,71);
INSERT INTO "auth_group_permissions" VALUES(78,2,72);
INSERT INTO "auth_group_permissions" VALUES(79,2,73);
INSERT INTO "auth_group_permissions" VALUES(80,2,74);
INSERT INTO "auth_group_permissions" VALUES(81,2,75);
INSERT INTO "auth_group_permissions" VALUES(82,2,76);
INSERT INTO "auth_group_permissions" VALUES(83,2,77);
INSERT INTO "auth_group_permissions" VALUES(84,2,78);
INSERT INTO "auth_group_permissions" VALUES(85,2,80);
INSERT INTO "auth_group_permissions" VALUES(86,2,82);
INSERT INTO "auth_group_permissions" VALUES(87,2,87);
INSERT INTO "auth_group_permissions" VALUES(88,2,88);
INSERT INTO "auth_group_permissions" VALUES(89,2,89);
INSERT INTO "auth_group_permissions" VALUES(90,2,90);
INSERT INTO "auth_group_permissions" VALUES(91,2,93);
INSERT INTO "auth_group_permissions" VALUES(92,2,94);
INSERT INTO "auth_group_permissions" VALUES(93,2,96);
INSERT INTO "auth_group_permissions" VALUES(94,2,97);
INSERT INTO "auth_group_permissions" VALUES(95,2,98);
INSERT INTO "auth_group_permissions" VALUES(96,4,22);
INSERT INTO "auth_group_permissions" VALUES(97,4,23);
INSERT INTO "auth_group_permissions" VALUES(98,4,24);
INSERT INTO "auth_group_permissions" VALUES(99,4,25);
INSERT INTO "auth_group_permissions" VALUES(100,4,26);
INSERT INTO "auth_group_permissions" VALUES(101,4,27);
INSERT INTO "auth_group_permissions" VALUES(102,4,28);
INSERT INTO "auth_group_permissions" VALUES(103,4,29);
INSERT INTO "auth_group_permissions" VALUES(104,4,30);
INSERT INTO "auth_group_permissions" VALUES(105,4,31);
INSERT INTO "auth_group_permissions" VALUES(106,4,32);
INSERT INTO "auth_group_permissions" VALUES(107,4,33);
INSERT INTO "auth_group_permissions" VALUES(108,4,34);
INSERT INTO "auth_group_permissions" VALUES(109,4,35);
INSERT INTO "auth_group_permissions" VALUES(110,4,36);
INSERT INTO "auth_group_permissions" VALUES(111,4,37);
INSERT INTO "auth_group_permissions" VALUES(112,4,42);
INSERT INTO "auth_group_permissions" VALUES(113,4,43);
INSERT INTO "auth_group_permissions" VALUES(114,4,44);
INSERT INTO "auth_group_permissions" VALUES(115,4,45);
INSERT INTO "auth_group_permissions" VALUES(116,4,46);
INSERT INTO "auth_group_permissions" VALUES(117,4,47);
INSERT INTO "auth_group_permissions" VALUES(118,4,48);
INSERT INTO "auth_group_permissions" VALUES(119,4,49);
INSERT INTO "auth_group_permissions" VALUES(120,4,50);
INSERT INTO "auth_group_permissions" VALUES(121,4,51);
INSERT INTO "auth_group_permissions" VALUES(122,4,52);
INSERT INTO "auth_group_permissions" VALUES(123,4,53);
INSERT INTO "auth_group_permissions" VALUES(124,4,54);
INSERT INTO "auth_group_permissions" VALUES(125,4,55);
INSERT INTO "auth_group_permissions" VALUES(126,4,56);
INSERT INTO "auth_group_permissions" VALUES(127,4,57);
INSERT INTO "auth_group_permissions" VALUES(128,4,58);
INSERT INTO "auth_group_permissions" VALUES(129,4,59);
INSERT INTO "auth_group_permissions" VALUES(130,4,60);
INSERT INTO "auth_group_permissions" VALUES(131,4,61);
INSERT INTO "auth_group_permissions" VALUES(132,4,62);
INSERT INTO "auth_group_permissions" VALUES(133,4,63);
INSERT INTO "auth_group_permissions" VALUES(134,4,64);
INSERT INTO "auth_group_permissions" VALUES(135,4,65);
INSERT INTO "auth_group_permissions" VALUES(136,4,66);
INSERT INTO "auth_group_permissions" VALUES(137,4,67);
INSERT INTO "auth_group_permissions" VALUES(138,4,68);
INSERT INTO "auth_group_permissions" VALUES(139,4,69);
INSERT INTO "auth_group_permissions" VALUES(140,4,70);
INSERT INTO "auth_group_permissions" VALUES(141,4,71);
INSERT INTO "auth_group_permissions" VALUES(142,4,72);
INSERT INTO "auth_group_permissions" VALUES(143,4,73);
INSERT INTO "auth_group_permissions" VALUES(144,4,74);
INSERT INTO "auth_group_permissions" VALUES(145,4,75);
INSERT INTO "auth_group_permissions" VALUES(146,4,76);
INSERT INTO "auth_group_permissions" VALUES(147,4,77);
INSERT INTO "auth_group_permissions" VALUES(148,4,78);
INSERT INTO "auth_group_permissions" VALUES(149,4,80);
INSERT INTO "auth_group_permissions" VALUES(150,4,82);
INSERT INTO "auth_group_permissions" VALUES(151,4,87);
INSERT INTO "auth_group_permissions" VALUES(152,4,88);
INSERT INTO "auth_group_permissions" VALUES(153,4,89);
INSERT INTO "auth_group_permissions" VALUES(154,4,90);
INSERT INTO "auth_group_permissions" VALUES(155,4,93);
INSERT INTO "auth_group_permissions" VALUES(156,4,94);
INSERT INTO "auth_group_permissions" VALUES(157,4,96);
INSERT INTO "auth_group_permissions" VALUES(158,4,97);
INSERT INTO "auth_group_permissions" VALUES(159,4,98);
INSERT INTO "auth_group_permissions" VALUES(160,4,103);
INSERT INTO "auth_group_permissions" VALUES(161,4,104);
INSERT INTO "auth_group_permissions" VALUES(162,4,105);
INSERT INTO "auth_group_permissions" VALUES(163,4,106);
INSERT INTO "auth_group_permissions" VALUES(164,4,107);
INSERT INTO "auth_group_permissions" VALUES(165,4,108);
INSERT INTO "auth_group_permissions" VALUES(166,4,110);
INSERT INTO "auth_group_permissions" VALUES(167,4,119);
INSERT INTO "auth_group_permissions" VALUES(168,4,120);
INSERT INTO "auth_group_permissions" VALUES(169,4,122);
INSERT INTO "auth_group_permissions" VALUES(170,1,131);
INSERT INTO "auth_group_permissions" VALUES(171,1,132);
INSERT INTO "auth_group_permissions" VALUES(172,1,134);
INSERT INTO "auth_group_permissions" VALUES(173,2,131);
INSERT INTO "auth_group_permissions" VALUES(174,2,132);
INSERT INTO "auth_group_permissions" VALUES(175,2,133);
INSERT INTO "auth_group_permissions" VALUES(176,2,134);
INSERT INTO "auth_group_permissions" VALUES(177,4,131);
INSERT INTO "auth_group_permissions" VALUES(178,4,132);
INSERT INTO "auth_group_permissions" VALUES(179,4,133);
INSERT INTO "auth_group_permissions" VALUES(180,4,134);
INSERT INTO "auth_group_permissions" VALUES(181,4,135);
INSERT INTO "auth_group_permissions" VALUES(182,4,137);
INSERT INTO "auth_group_permissions" VALUES(183,4,138);
INSERT INTO "auth_group_permissions" VALUES(184,4,139);
INSERT INTO "auth_group_permissions" VALUES(185,4,149);
INSERT INTO "auth_group_permissions" VALUES(186,4,151);
INSERT INTO "auth_group_permissions" VALUES(187,4,152);
INSERT INTO "auth_group_permissions" VALUES(188,4,153);
INSERT INTO "auth_group_permissions" VALUES(189,4,155);
INSERT INTO "auth_group_permissions" VALUES(190,2,160);
INSERT INTO "auth_group_permissions" VALUES(191,3,160);
INSERT INTO "auth_group_permissions" VALUES(192,4,160);
INSERT INTO "auth_group_permissions" VALUES(193,4,161);
INSERT INTO "auth_group_permissions" VALUES(194,4,157);
INSERT INTO "auth_group_permissions" VALUES(195,4,159);
INSERT INTO "auth_group_permissions" VALUES(196,2,163);
INSERT INTO "auth_group_permissions" VALUES(197,4,163);
INSERT INTO "auth_group_permissions" VALUES(198,4,166);
INSERT INTO "auth_group_permissions" VALUES(199,3,212);
INSERT INTO "auth_group_permissions" VALUES(200,4,212);
INSERT INTO "auth_group_permissions" VALUES(201,2,218);
INSERT INTO "auth_group_permissions" VALUES(202,3,224);
INSERT INTO "auth_group_permissions" VALUES(203,3,225);
INSERT INTO "auth_group_permissions" VALUES(204,3,226);
INSERT INTO "auth_group_permissions" VALUES(205,3,227);
INSERT INTO "auth_group_permissions" VALUES(206,3,228);
INSERT INTO "auth_group_permissions" VALUES(207,3,229);
INSERT INTO "auth_group_permissions" VALUES(208,3,230);
INSERT INTO "auth_group_permissions" VALUES(209,3,231);
INSERT INTO "auth_group_permissions" VALUES(210,3,232);
INSERT INTO "auth_group_permissions" VALUES(211,3,222);
INSERT INTO "auth_group_permissions" VALUES(212,4,224);
INSERT INTO "auth_group_permissions" VALUES(213,4,225);
INSERT INTO "auth_group_permissions" VALUES(214,4,226);
INSERT INTO "auth_group_permissions" VALUES(215,4,227);
INSERT INTO "auth_group_permissions" VALUES(216,4,228);
INSERT INTO "auth_group_permissions" VALUES(217,4,229);
INSERT INTO "auth_group_permissions" VALUES(218,4,230);
INSERT INTO "auth_group_permissions" VALUES(219,4,231);
INSERT INTO "auth_group_permissions" VALUES(220,4,232);
INSERT INTO "auth_group_permissions" VALUES(221,4,218);
INSERT INTO "auth_group_permissions" VALUES(222,4,222);
INSERT INTO "auth_group_permissions" VALUES(223,4,223);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(2,1,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(3,1,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(4,1,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(5,2,'change_backupschedule','Can change backup schedule');
INSERT INTO "auth_permission" VALUES(6,3,'view_backup','Can view backup');
INSERT INTO "auth_permission" VALUES(7,3,'make_backup','Can make backups');
INSERT INTO "auth_permission" VALUES(8,4,'add_contactsettings','Can add contact form');
INSERT INTO "auth_permission" VALUES(9,4,'change_contactsettings','Can change contact form');
INSERT INTO "auth_permission" VALUES(10,4,'delete_contactsettings','Can delete contact form');
INSERT INTO "auth_permission" VALUES(11,4,'view_contactsettings','Can view contact form');
INSERT INTO "auth_permission" VALUES(12,5,'add_contactmessage','Can add message');
INSERT INTO "auth_permission" VALUES(13,5,'change_contactmessage','Can change message');
INSERT INTO "auth_permission" VALUES(14,5,'delete_contactmessage','Can delete message');
INSERT INTO "auth_permission" VALUES(15,5,'view_contactmessage','Can view message');
INSERT INTO "auth_permission" VALUES(16,6,'add_synonyms','Can add synonyms');
INSERT INTO "auth_permission" VALUES(17,6,'change_synonyms','Can change synonyms');
INSERT INTO "auth_permission" VALUES(18,6,'delete_synonyms','Can delete synonyms');
INSERT INTO "auth_permission" VALUES(19,6,'view_synonyms','Can view synonyms');
INSERT INTO "auth_permission" VALUES(20,8,'view_zeroresultquery','Can view search without results');
INSERT INTO "auth_permission" VALUES(21,8,'delete_zeroresultquery','Can delete search without results');
INSERT INTO "auth_permission" VALUES(22,9,'add_series','Can add series');
INSERT INTO "auth_permission" VALUES(23,9,'change_series','Can change series');
INSERT INTO "auth_permission" VALUES(24,9,'delete_series','Can delete series');
INSERT INTO "auth_permission" VALUES(25,9,'view_series','Can view series');
INSERT INTO "auth_permission" VALUES(26,10,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES(27,10,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES(28,10,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES(29,10,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES(30,11,'add_ad','Can add ad');
INSERT INTO "auth_permission" VALUES(31,11,'change_ad','Can change ad');
INSERT INTO "auth_permission" VALUES(32,11,'delete_ad','Can delete ad');
INSERT INTO "auth_permission" VALUES(33,11,'view_ad','Can view ad');
INSERT INTO "auth_permission" VALUES(34,12,'add_author','Can add author');
INSERT INTO "auth_permission" VALUES(35,12,'change_author','Can change author');
INSERT INTO "auth_permission" VALUES(36,12,'delete_author','Can delete author');
INSERT INTO "auth_permission" VALUES(37,12,'view_author','Can view author');
INSERT INTO "auth_permission" VALUES(38,13,'add_blogsettings','Can add blog settings');
INSERT INTO "auth_permission" VALUES(39,13,'change_blogsettings','Can change blog settings');
INSERT INTO "auth_permission" VALUES(40,13,'delete_blogsettings','Can delete blog settings');
INSERT INTO "auth_permission" VALUES(41,13,'view_blogsettings','Can view blog settings');
INSERT INTO "auth_permission" VALUES(42,14,'add_category','Can add category');
INSERT INTO "auth_permission" VALUES(43,14,'change_category','Can change category');
INSERT INTO "auth_permission" VALUES(44,14,'delete_category','Can delete category');
INSERT INTO "auth_permission" VALUES(45,14,'view_category','Can view category');
INSERT INTO "auth_permission" VALUES(46,14,'purge_term','Can delete categories, tags and series permanently');
INSERT INTO "auth_permission" VALUES(47,15,'add_page','Can add page');
INSERT INTO "auth_permission" VALUES(48,15,'change_page','Can change page');
INSERT INTO "auth_permission" VALUES(49,15,'delete_page','Can delete page');
INSERT INTO "auth_permission" VALUES(50,15,'view_page','Can view page');
INSERT INTO "auth_permission" VALUES(51,15,'publish_page','Can publish pages');
INSERT INTO "auth_permission" VALUES(52,15,'edit_any_page','Can edit pages of others');
INSERT INTO "auth_permission" VALUES(53,16,'add_pageauthor','Can add author');
INSERT INTO "auth_permission" VALUES(54,16,'change_pageauthor','Can change author');
INSERT INTO "auth_permission" VALUES(55,16,'delete_pageauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(56,16,'view_pageauthor','Can view author');
INSERT INTO "auth_permission" VALUES(57,17,'add_persona','Can add persona');
INSERT INTO "auth_permission" VALUES(58,17,'change_persona','Can change persona');
INSERT INTO "auth_permission" VALUES(59,17,'delete_persona','Can delete persona');
INSERT INTO "auth_permission" VALUES(60,17,'view_persona','Can view persona');
INSERT INTO "auth_permission" VALUES(61,18,'add_post','Can add post');
INSERT INTO "auth_permission" VALUES(62,18,'change_post','Can change post');
INSERT INTO "auth_permission" VALUES(63,18,'delete_post','Can delete post');
INSERT INTO "auth_permission" VALUES(64,18,'view_post','Can view post');
INSERT INTO "auth_permission" VALUES(65,18,'publish_post','Can publish posts');
INSERT INTO "auth_permission" VALUES(66,18,'edit_any_post','Can edit posts of others');
INSERT INTO "auth_permission" VALUES(67,19,'add_postauthor','Can add author');
INSERT INTO "auth_permission" VALUES(68,19,'change_postauthor','Can change author');
INSERT INTO "auth_permission" VALUES(69,19,'delete_postauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(70,19,'view_postauthor','Can view author');
INSERT INTO "auth_permission" VALUES(71,20,'add_profilelink','Can add profile');
INSERT INTO "auth_permission" VALUES(72,20,'change_profilelink','Can change profile');
INSERT INTO "auth_permission" VALUES(73,20,'delete_profilelink','Can delete profile');
INSERT INTO "auth_permission" VALUES(74,20,'view_profilelink','Can view profile');
INSERT INTO "auth_permission" VALUES(75,22,'add_redirect','Can add redirect');
INSERT INTO "auth_permission" VALUES(76,22,'change_redirect','Can change redirect');
INSERT INTO "auth_permission" VALUES(77,22,'delete_redirect','Can delete redirect');
INSERT INTO "auth_permission" VALUES(78,22,'view_redirect','Can view redirect');
INSERT INTO "auth_permission" VALUES(79,23,'add_menu','Can add menu');
INSERT INTO "auth_permission" VALUES(80,23,'change_menu','Can change menu');
INSERT INTO "auth_permission" VALUES(81,23,'delete_menu','Can delete menu');
INSERT INTO "auth_permission" VALUES(82,23,'view_menu','Can view menu');
INSERT INTO "auth_permission" VALUES(83,24,'add_menuitem','Can add menu item');
INSERT INTO "auth_permission" VALUES(84,24,'change_menuitem','Can change menu item');
INSERT INTO "auth_permission" VALUES(85,24,'delete_menuitem','Can delete menu item');
INSERT INTO "auth_permission" VALUES(86,24,'view_menuitem','Can view menu item');
INSERT INTO "auth_permission" VALUES(87,25,'add_sidebarwidget','Can add sidebar widget');
INSERT INTO "auth_permission" VALUES(88,25,'change_sidebarwidget','Can change sidebar widget');
INSERT INTO "auth_permission" VALUES(89,25,'delete_sidebarwidget','Can delete sidebar widget');
INSERT INTO "auth_permission" VALUES(90,25,'view_sidebarwidget','Can view sidebar widget');
INSERT INTO "auth_permission" VALUES(91,26,'add_previouspath','Can add old URL');
INSERT INTO "auth_permission" VALUES(92,26,'change_previouspath','Can change old URL');
INSERT INTO "auth_permission" VALUES(93,26,'delete_previouspath','Can delete old URL');
INSERT INTO "auth_permission" VALUES(94,26,'view_previouspath','Can view old URL');
INSERT INTO "auth_permission" VALUES(95,27,'add_notfoundpath','Can add URL not found');
INSERT INTO "auth_permission" VALUES(96,27,'change_notfoundpath','Can change URL not found');
INSERT INTO "auth_permission" VALUES(97,27,'delete_notfoundpath','Can delete URL not found');
INSERT INTO "auth_permission" VALUES(98,27,'view_notfoundpath','Can view URL not found');
INSERT INTO "auth_permission" VALUES(99,28,'add_postcountchange','Can add post count change');
INSERT INTO "auth_permission" VALUES(100,28,'change_postcountchange','Can change post count change');
INSERT INTO "auth_permission" VALUES(101,28,'delete_postcountchange','Can delete post count change');
INSERT INTO "auth_permission" VALUES(102,28,'view_postcountchange','Can view post count change');
INSERT INTO "auth_permission" VALUES(103,32,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(104,32,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(105,32,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(106,32,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(107,33,'add_accountpolicy','Can add sign-up');
INSERT INTO "auth_permission" VALUES(108,33,'change_accountpolicy','Can change sign-up');
INSERT INTO "auth_permission" VALUES(109,33,'delete_accountpolicy','Can delete sign-up');
INSERT INTO "auth_permission" VALUES(110,33,'view_accountpolicy','Can view sign-up');
INSERT INTO "auth_permission" VALUES(111,34,'add_signup','Can add sign up');
INSERT INTO "auth_permission" VALUES(112,34,'change_signup','Can change sign up');
INSERT INTO "auth_permission" VALUES(113,34,'delete_signup','Can delete sign up');
INSERT INTO "auth_permission" VALUES(114,34,'view_signup','Can view sign up');
INSERT INTO "auth_permission" VALUES(115,35,'add_emailchange','Can add email change');
INSERT INTO "auth_permission" VALUES(116,35,'change_emailchange','Can change email change');
INSERT INTO "auth_permission" VALUES(117,35,'delete_emailchange','Can delete email change');
INSERT INTO "auth_permission" VALUES(118,35,'view_emailchange','Can view email change');
INSERT INTO "auth_permission" VALUES(119,36,'add_invitation','Can add invitation');
INSERT INTO "auth_permission" VALUES(120,36,'change_invitation','Can change invitation');
INSERT INTO "auth_permission" VALUES(121,36,'delete_invitation','Can delete invitation');
INSERT INTO "auth_permission" VALUES(122,36,'view_invitation','Can view invitation');
INSERT INTO "auth_permission" VALUES(123,37,'add_device','Can add device');
INSERT INTO "auth_permission" VALUES(124,37,'change_device','Can change device');
INSERT INTO "auth_permission" VALUES(125,37,'delete_device','Can delete device');
INSERT INTO "auth_permission" VALUES(126,37,'view_device','Can view device');
INSERT INTO "auth_permission" VALUES(127,38,'add_initialadminlink','Can add initial admin link');
INSERT INTO "auth_permission" VALUES(128,38,'change_initialadminlink','Can change initial admin link');
INSERT INTO "auth_permission" VALUES(129,38,'delete_initialadminlink','Can delete initial admin link');
INSERT INTO "auth_permission" VALUES(130,38,'view_initialadminlink','Can view initial admin link');
INSERT INTO "auth_permission" VALUES(131,40,'add_image','Can add image');
INSERT INTO "auth_permission" VALUES(132,40,'change_image','Can change image');
INSERT INTO "auth_permission" VALUES(133,40,'delete_image','Can delete image');
INSERT INTO "auth_permission" VALUES(134,40,'view_image','Can view image');
INSERT INTO "auth_permission" VALUES(135,40,'purge_image','Can delete images permanently');
INSERT INTO "auth_permission" VALUES(136,41,'add_outgoingmail','Can add email');
INSERT INTO "auth_permission" VALUES(137,41,'change_outgoingmail','Can change email');
INSERT INTO "auth_permission" VALUES(138,41,'delete_outgoingmail','Can delete email');
INSERT INTO "auth_permission" VALUES(139,41,'view_outgoingmail','Can view email');
INSERT INTO "auth_permission" VALUES(140,42,'add_confirmation','Can add confirmation');
INSERT INTO "auth_permission" VALUES(141,42,'change_confirmation','Can change confirmation');
INSERT INTO "auth_permission" VALUES(142,42,'delete_confirmation','Can delete confirmation');
INSERT INTO "auth_permission" VALUES(143,42,'view_confirmation','Can view confirmation');
INSERT INTO "auth_permission" VALUES(144,43,'add_mailserver','Can add mail server');
INSERT INTO "auth_permission" VALUES(145,43,'change_mailserver','Can change mail server');
INSERT INTO "auth_permission" VALUES(146,43,'delete_mailserver','Can delete mail server');
INSERT INTO "auth_permission" VALUES(147,43,'view_mailserver','Can view mail server');
INSERT INTO "auth_permission" VALUES(148,44,'add_mailsettings','Can add email settings');
INSERT INTO "auth_permission" VALUES(149,44,'change_mailsettings','Can change email settings');
INSERT INTO "auth_permission" VALUES(150,44,'delete_mailsettings','Can delete email settings');
INSERT INTO "auth_permission" VALUES(151,44,'view_mailsettings','Can view email settings');
INSERT INTO "auth_permission" VALUES(152,45,'add_address','Can add email address');
INSERT INTO "auth_permission" VALUES(153,45,'change_address','Can change email address');
INSERT INTO "auth_permission" VALUES(154,45,'delete_address','Can delete email address');
INSERT INTO "auth_permission" VALUES(155,45,'view_address','Can view email address');
INSERT INTO "auth_permission" VALUES(156,46,'add_auditsettings','Can add log retention');
INSERT INTO "auth_permission" VALUES(157,46,'change_auditsettings','Can change log retention');
INSERT INTO "auth_permission" VALUES(158,46,'delete_auditsettings','Can delete log retention');
INSERT INTO "auth_permission" VALUES(159,46,'view_auditsettings','Can view log retention');
INSERT INTO "auth_permission" VALUES(160,47,'view_content_events','Can see the activity of others on content');
INSERT INTO "auth_permission" VALUES(161,47,'view_every_event','Can see everyone’s activity');
INSERT INTO "auth_permission" VALUES(162,48,'add_sitesettings','Can add site settings');
INSERT INTO "auth_permission" VALUES(163,48,'change_sitesettings','Can change site settings');
INSERT INTO "auth_permission" VALUES(164,48,'delete_sitesettings','Can delete site settings');
INSERT INTO "auth_permission" VALUES(165,48,'view_sitesettings','Can view site settings');
INSERT INTO "auth_permission" VALUES(166,48,'administer_site','Can change what the site is');
INSERT INTO "auth_permission" VALUES(167,49,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(168,49,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(169,49,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(170,49,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(171,50,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(172,50,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(173,50,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(174,50,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(175,51,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(176,51,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(177,51,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(178,51,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(179,52,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(180,52,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(181,52,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(182,52,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(183,53,'add_site','Can add site');
INSERT INTO "auth_permission" VALUES(184,53,'change_site','Can change site');
INSERT INTO "auth_permission" VALUES(185,53,'delete_site','Can delete site');
INSERT INTO "auth_permission" VALUES(186,53,'view_site','Can view site');
INSERT INTO "auth_permission" VALUES(187,54,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(188,54,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(189,54,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(190,54,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(191,55,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(192,55,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(193,55,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(194,55,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(195,56,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(196,56,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(197,56,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(198,56,'view_authenticator','Can view authenticator');
INSERT INTO "auth_permission" VALUES(199,57,'add_xtdcomment','Can add comment');
INSERT INTO "auth_permission" VALUES(200,57,'change_xtdcomment','Can change comment');
INSERT INTO "auth_permission" VALUES(201,57,'delete_xtdcomment','Can delete comment');
INSERT INTO "auth_permission" VALUES(202,57,'view_xtdcomment','Can view comment');
INSERT INTO "auth_permission" VALUES(203,57,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(204,58,'add_blacklisteddomain','Can add black listed domain');
INSERT INTO "auth_permission" VALUES(205,58,'change_blacklisteddomain','Can change black listed domain');
INSERT INTO "auth_permission" VALUES(206,58,'delete_blacklisteddomain','Can delete black listed domain');
INSERT INTO "auth_permission" VALUES(207,58,'view_blacklisteddomain','Can view black listed domain');
INSERT INTO "auth_permission" VALUES(208,59,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(209,59,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(210,59,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(211,59,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(212,59,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(213,60,'add_commentflag','Can add comment flag');
INSERT INTO "auth_permission" VALUES(214,60,'change_commentflag','Can change comment flag');
INSERT INTO "auth_permission" VALUES(215,60,'delete_commentflag','Can delete comment flag');
INSERT INTO "auth_permission" VALUES(216,60,'view_commentflag','Can view comment flag');
INSERT INTO "auth_permission" VALUES(217,61,'add_commentpolicy','Can add comment policy');
INSERT INTO "auth_permission" VALUES(218,61,'change_commentpolicy','Can change comment policy');
INSERT INTO "auth_permission" VALUES(219,61,'delete_commentpolicy','Can delete comment policy');
INSERT INTO "auth_permission" VALUES(220,61,'view_commentpolicy','Can view comment policy');
INSERT INTO "auth_permission" VALUES(221,62,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(222,62,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(223,62,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(224,62,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(225,64,'add_ban','Can add comment rule');
INSERT INTO "auth_permission" VALUES(226,64,'change_ban','Can change comment rule');
INSERT INTO "auth_permission" VALUES(227,64,'delete_ban','Can delete comment rule');
INSERT INTO "auth_permission" VALUES(228,64,'view_ban','Can view comment rule');
INSERT INTO "auth_permission" VALUES(229,65,'add_cannedreply','Can add canned reply');
INSERT INTO "auth_permission" VALUES(230,65,'change_cannedreply','Can change canned reply');
INSERT INTO "auth_permission" VALUES(231,65,'delete_cannedreply','Can delete canned reply');
INSERT INTO "auth_permission" VALUES(232,65,'view_cannedreply','Can view canned reply');
INSERT INTO "auth_permission" VALUES(233,66,'add_filtersettings','Can add comment filter');
INSERT INTO "auth_permission" VALUES(234,66,'change_filtersettings','Can change comment filter');
INSERT INTO "auth_permission" VALUES(235,66,'delete_filtersettings','Can delete comment filter');
INSERT INTO "auth_permission" VALUES(236,66,'view_filtersettings','Can view comment filter');
INSERT INTO "auth_permission" VALUES(237,67,'add_like','Can add like');
INSERT INTO "auth_permission" VALUES(238,67,'change_like','Can change like');
INSERT INTO "auth_permission" VALUES(239,67,'delete_like','Can delete like');
INSERT INTO "auth_permission" VALUES(240,67,'view_like','Can view like');
INSERT INTO "auth_permission" VALUES(241,68,'add_note','Can add note');
INSERT INTO "auth_permission" VALUES(242,68,'change_note','Can change note');
INSERT INTO "auth_permission" VALUES(243,68,'delete_note','Can delete note');
INSERT INTO "auth_permission" VALUES(244,68,'view_note','Can view note');
INSERT INTO "auth_permission" VALUES(245,69,'add_report','Can add report');
INSERT INTO "auth_permission" VALUES(246,69,'change_report','Can change report');
INSERT INTO "auth_permission" VALUES(247,69,'delete_report','Can delete report');
INSERT INTO "auth_permission" VALUES(248,69,'view_report','Can view report');
INSERT INTO "auth_permission" VALUES(249,70,'add_slowmode','Can add slow mode');
INSERT INTO "auth_permission" VALUES(250,70,'change_slowmode','Can change slow mode');
INSERT INTO "auth_permission" VALUES(251,70,'delete_slowmode','Can delete slow mode');
INSERT INTO "auth_permission" VALUES(252,70,'view_slowmode','Can view slow mode');
INSERT INTO "auth_permission" VALUES(253,71,'add_replysubscription','Can add reply notification');
INSERT INTO "auth_permission" VALUES(254,71,'change_replysubscription','Can change reply notification');
INSERT INTO "auth_permission" VALUES(255,71,'delete_replysubscription','Can delete reply notification');
INSERT INTO "auth_permission" VALUES(256,71,'view_replysubscription','Can view reply notification');
INSERT INTO "auth_permission" VALUES(257,74,'add_dbtaskresult','Can add Task Result');
INSERT INTO "auth_permission" VALUES(258,74,'change_dbtaskresult','Can change Task Result');
INSERT INTO "auth_permission" VALUES(259,74,'delete_dbtaskresult','Can delete Task Result');
INSERT INTO "auth_permission" VALUES(260,74,'view_dbtaskresult','Can view Task Result');
CREATE TABLE "backups_backup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "made_at" datetime NOT NULL, "ended_at" datetime NULL, "state" varchar(10) NOT NULL, "cause" varchar(20) NOT NULL, "file_name" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "has_media" bool NOT NULL, "is_encrypted" bool NOT NULL, "gone" integer unsigned NOT NULL CHECK ("gone" >= 0), "trouble" varchar(20) NOT NULL, "detail" text NOT NULL, "requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "machine" varchar(100) DEFAULT '' NOT NULL, "missing" integer unsigned DEFAULT 0 NOT NULL CHECK ("missing" >= 0));
CREATE TABLE "backups_backupschedule" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "frequency" varchar(10) NOT NULL, "hour" smallint unsigned NOT NULL CHECK ("hour" >= 0), "include_media" bool NOT NULL, "keep_daily" smallint unsigned NOT NULL CHECK ("keep_daily" >= 0), "keep_weekly" smallint unsigned NOT NULL CHECK ("keep_weekly" >= 0), "keep_monthly" smallint unsigned NOT NULL CHECK ("keep_monthly" >= 0));
CREATE TABLE "blog_ad" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL UNIQUE, "label" varchar(40) NOT NULL, "text" varchar(300) NOT NULL, "url" varchar(1000) NOT NULL, "position" varchar(20) NOT NULL, "heading_number" smallint unsigned NOT NULL CHECK ("heading_number" >= 0), "is_active" bool NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "image_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_author" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "reading" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "bio" text NOT NULL, "bio_html" text NOT NULL, "renderer_version" varchar(20) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_author" VALUES(1,'綴野はじめ','','hajime','','','',NULL,1);
CREATE TABLE "blog_blogsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "default_cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "logo_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "icon_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "icons" text NOT NULL CHECK ((JSON_VALID("icons") OR "icons" IS NULL)), "ads_txt" text NOT NULL, "robots_additions" text NOT NULL, "ads_after_days" smallint unsigned NOT NULL CHECK ("ads_after_days" >= 0), "ads_enabled" bool NOT NULL, "ads_label" varchar(40) NOT NULL, "ads_min_characters" integer unsigned NOT NULL CHECK ("ads_min_characters" >= 0), "ads_on_pages" bool NOT NULL, "author_box" bool NOT NULL, "contact_form" bool NOT NULL, "follow_box" bool NOT NULL, "follow_channels" text NOT NULL CHECK ((JSON_VALID("follow_channels") OR "follow_channels" IS NULL)), "follow_text" varchar(120) NOT NULL, "hard_breaks" bool NOT NULL, "home_layout" varchar(10) NOT NULL, "id_host" varchar(253) NOT NULL, "layout" varchar(10) NOT NULL, "meta_description" varchar(300) NOT NULL, "picks_title" varchar(60) NOT NULL, "posts_per_page" smallint unsigned NOT NULL CHECK ("posts_per_page" >= 0), "pr_rule" varchar(10) NOT NULL, "reading_speed" smallint unsigned NOT NULL CHECK ("reading_speed" >= 0), "related_posts" bool NOT NULL, "share_targets" text NOT NULL CHECK ((JSON_VALID("share_targets") OR "share_targets" IS NULL)), "site_id" bigint NOT NULL UNIQUE REFERENCES "core_sitesettings" ("id") DEFERRABLE INITIALLY DEFERRED, "toc_enabled" bool NOT NULL, "toc_max_level" smallint unsigned NOT NULL CHECK ("toc_max_level" >= 0), "toc_open" bool NOT NULL, "toc_threshold" smallint unsigned NOT NULL CHECK ("toc_threshold" >= 0), "unindexed" text NOT NULL CHECK ((JSON_VALID("unindexed") OR "unindexed" IS NULL)), "verification" text NOT NULL CHECK ((JSON_VALID("verification") OR "verification" IS NULL)));
INSERT INTO "blog_blogsettings" VALUES(1,NULL,NULL,NULL,'[]','','',0,1,'',0,0,1,0,1,'["rss", "feedly", "site", "authors"]','',0,'newest','testserver','single','','',12,'sponsored',550,1,'["x", "facebook", "hatena", "line", "bluesky", "threads", "mastodon", "misskey", "mail", "system", "copy"]',1,1,3,1,3,'[]','[]');
CREATE TABLE "blog_blogsettings_ads_excluded_categories" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "blogsettings_id" bigint NOT NULL REFERENCES "blog_blogsettings" ("id") DEFERRABLE INITIALLY DEFERRED, "category_id" bigint NOT NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_blogsettings_ads_excluded_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "blogsettings_id" bigint NOT NULL REFERENCES "blog_blogsettings" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL, "description" text NOT NULL, "path" varchar(500) NOT NULL, "trashed_at" datetime NULL, "home_section" bool NOT NULL, "parent_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "moved_to_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_category" VALUES(1,'技術','tech','','tech',NULL,0,NULL,NULL);
INSERT INTO "blog_category" VALUES(2,'糸','thread','','tech/thread',NULL,0,1,NULL);
CREATE TABLE "blog_creationkey" ("key" char(32) NOT NULL PRIMARY KEY, "created_at" datetime NOT NULL, "page_id" bigint NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_menu" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "place" varchar(10) NOT NULL UNIQUE, "version" integer unsigned NOT NULL CHECK ("version" >= 0));
CREATE TABLE "blog_menuitem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "level" smallint unsigned NOT NULL CHECK ("level" >= 0), "label" varchar(80) NOT NULL, "kind" varchar(10) NOT NULL, "target" bigint unsigned NULL CHECK ("target" >= 0), "url" varchar(500) NOT NULL, "menu_id" bigint NOT NULL REFERENCES "blog_menu" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "menu_item_order_once" UNIQUE ("menu_id", "order"), CONSTRAINT "menu_item_two_levels" CHECK ("level" <= 1));
CREATE TABLE "blog_notfoundpath" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(200) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "is_internal" bool NOT NULL, "is_ignored" bool NOT NULL, "first_on" date NOT NULL, "last_on" date NOT NULL);
CREATE TABLE "blog_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "no_ads" bool NOT NULL);
INSERT INTO "blog_page" VALUES(1,'固定頁14','固定頁14の本文です。',NULL,'ja','','固定頁14','<p>固定頁14の本文です。</p>
','固定頁14の本文です。','固定頁14の本文です。','[]',11,0,'2','draft',NULL,NULL,NULL,NULL,'2026-11-29 17:55:00.008512','2026-11-29 17:55:00.005573',NULL,'','','default',NULL,0,0,'none','','',0,'page-14',NULL,0);
INSERT INTO "blog_page" VALUES(2,'固定頁15','固定頁15の本文です。',NULL,'ja','','固定頁15','<p>固定頁15の本文です。</p>
','固定頁15の本文です。','固定頁15の本文です。','[]',11,0,'2','published','2026-11-29 17:55:00.014781','2026-11-29 17:55:00.014781',NULL,NULL,'2026-11-29 17:55:00.017832','2026-11-29 17:55:00.014781',NULL,'','','default',NULL,0,0,'none','','',0,'about',NULL,0);
CREATE TABLE "blog_pageauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" bigint NOT NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "page_author_once" UNIQUE ("page_id", "author_id"));
INSERT INTO "blog_pageauthor" VALUES(1,0,1,1);
INSERT INTO "blog_pageauthor" VALUES(2,0,1,2);
CREATE TABLE "blog_persona" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(60) NOT NULL UNIQUE, "name" varchar(60) NOT NULL, "side" varchar(5) NOT NULL, "shape" varchar(10) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_persona" VALUES(1,'speaker-6','話者6','left','speech',NULL);
CREATE TABLE "blog_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "series_position" smallint unsigned NULL CHECK ("series_position" >= 0), "category_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "series_id" bigint NULL REFERENCES "blog_series" ("id") DEFERRABLE INITIALLY DEFERRED, "no_ads" bool NOT NULL, "home_place" varchar(8) NOT NULL);
INSERT INTO "blog_post" VALUES(1,'記事8の題名','記事8の本文です。',NULL,'ja','','記事8の<wbr>題名','<p>記事8の本文です。</p>
','記事8の本文です。','記事8の本文です。','[]',9,0,'2','published','2026-11-29 16:54:59.907568','2026-11-29 16:54:59.907568',NULL,NULL,'2026-11-29 17:54:59.940836','2026-11-29 17:54:59.907762',NULL,'','','default',NULL,2,0,'none','','',0,'kept',NULL,2,1,1,0,'');
INSERT INTO "blog_post" VALUES(2,'記事9の題名','記事9の本文です。',NULL,'ja','','記事9の<wbr>題名','<p>記事9の本文です。</p>
','記事9の本文です。','記事9の本文です。','[]',9,0,'2','draft',NULL,NULL,NULL,NULL,'2026-11-29 17:54:59.953886','2026-11-29 17:54:59.951424',NULL,'','','default',NULL,0,0,'none','','',0,'post-9',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(3,'記事10の題名','記事10の本文です。',NULL,'ja','','記事10の<wbr>題名','<p>記事10の本文です。</p>
','記事10の本文です。','記事10の本文です。','[]',10,0,'2','in_review',NULL,NULL,NULL,NULL,'2026-11-29 17:54:59.962609','2026-11-29 17:54:59.958038',NULL,'','','default',NULL,0,0,'none','','',0,'post-10',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(4,'記事11の題名','記事11の本文です。',NULL,'ja','','記事11の<wbr>題名','<p>記事11の本文です。</p>
','記事11の本文です。','記事11の本文です。','[]',10,0,'2','scheduled','2026-11-30 17:54:59.968503',NULL,'2026-11-30 17:54:59.968503',NULL,'2026-11-29 17:54:59.972781','2026-11-29 17:54:59.968620',NULL,'','','default',NULL,0,0,'none','','',0,'post-11',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(5,'記事12の題名','記事12の本文です。',NULL,'ja','','記事12の<wbr>題名','<p>記事12の本文です。</p>
','記事12の本文です。','記事12の本文です。','[]',10,0,'2','private',NULL,NULL,NULL,NULL,'2026-11-29 17:54:59.981972','2026-11-29 17:54:59.979823',NULL,'','','default',NULL,0,0,'none','','',0,'post-12',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(6,'記事13の題名','記事13の本文です。',NULL,'ja','','記事13の<wbr>題名','<p>記事13の本文です。</p>
','記事13の本文です。','記事13の本文です。','[]',10,0,'2','trashed','2026-11-29 16:54:59.987395','2026-11-29 16:54:59.987395',NULL,NULL,'2026-11-29 17:54:59.991576','2026-11-29 17:54:59.987522','2026-11-29 17:54:59.999030','published','','default',NULL,0,0,'none','','',0,'post-13',NULL,NULL,NULL,NULL,0,'');
CREATE TABLE "blog_post_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_post_tags" VALUES(1,1,1);
CREATE TABLE "blog_postauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_author_once" UNIQUE ("post_id", "author_id"));
INSERT INTO "blog_postauthor" VALUES(1,0,1,1);
INSERT INTO "blog_postauthor" VALUES(2,0,1,2);
INSERT INTO "blog_postauthor" VALUES(3,0,1,3);
INSERT INTO "blog_postauthor" VALUES(4,0,1,4);
INSERT INTO "blog_postauthor" VALUES(5,0,1,5);
INSERT INTO "blog_postauthor" VALUES(6,0,1,6);
CREATE TABLE "blog_postcountchange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" bigint NOT NULL, "created_at" datetime NOT NULL);
INSERT INTO "blog_postcountchange" VALUES(1,915027244332,'2026-11-29 17:54:59.905009');
INSERT INTO "blog_postcountchange" VALUES(2,106162312051,'2026-11-29 17:54:59.941552');
INSERT INTO "blog_postcountchange" VALUES(3,296148822215,'2026-11-29 17:54:59.951078');
INSERT INTO "blog_postcountchange" VALUES(4,893462176901,'2026-11-29 17:54:59.973579');
INSERT INTO "blog_postcountchange" VALUES(5,124977029930,'2026-11-29 17:54:59.992304');
INSERT INTO "blog_postcountchange" VALUES(6,250665584775,'2026-11-29 17:55:00.001429');
CREATE TABLE "blog_previouspath" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(700) NOT NULL UNIQUE, "object_id" bigint unsigned NOT NULL CHECK ("object_id" >= 0), "created_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_profilelink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "service" varchar(20) NOT NULL, "url" varchar(500) NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_redirect" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(700) NOT NULL UNIQUE, "kind" smallint unsigned NOT NULL CHECK ("kind" >= 0), "target" varchar(1000) NOT NULL, "object_id" bigint unsigned NULL CHECK ("object_id" >= 0), "note" varchar(200) NOT NULL, "hits" integer unsigned NOT NULL CHECK ("hits" >= 0), "last_hit_on" date NULL, "created_at" datetime NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "name" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "data" BLOB NOT NULL, "page_id" bigint NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "snapshot_id" bigint NOT NULL REFERENCES "blog_revisionsnapshot" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "revision_of_one_entry" CHECK ((("page_id" IS NOT NULL AND "post_id" IS NULL) OR ("page_id" IS NULL AND "post_id" IS NOT NULL))));
INSERT INTO "blog_revision" VALUES(1,'saved','','2026-11-29 17:54:59.945134','2026-11-29 17:54:59.945134',X'789CABAE0500017500F9',NULL,1,NULL,1);
INSERT INTO "blog_revision" VALUES(2,'saved','','2026-11-29 17:54:59.954851','2026-11-29 17:54:59.954851',X'789CABAE0500017500F9',NULL,2,NULL,2);
INSERT INTO "blog_revision" VALUES(3,'saved','','2026-11-29 17:54:59.964512','2026-11-29 17:54:59.964512',X'789CABAE0500017500F9',NULL,3,NULL,3);
INSERT INTO "blog_revision" VALUES(4,'saved','','2026-11-29 17:54:59.974728','2026-11-29 17:54:59.974728',X'789CABAE0500017500F9',NULL,4,NULL,4);
INSERT INTO "blog_revision" VALUES(5,'saved','','2026-11-29 17:54:59.983372','2026-11-29 17:54:59.983372',X'789CABAE0500017500F9',NULL,5,NULL,5);
INSERT INTO "blog_revision" VALUES(6,'saved','','2026-11-29 17:54:59.993429','2026-11-29 17:54:59.993429',X'789CABAE0500017500F9',NULL,6,NULL,6);
INSERT INTO "blog_revision" VALUES(7,'saved','','2026-11-29 17:55:00.012639','2026-11-29 17:55:00.012639',X'789CABAE0500017500F9',1,NULL,NULL,7);
INSERT INTO "blog_revision" VALUES(8,'saved','','2026-11-29 17:55:00.018789','2026-11-29 17:55:00.018789',X'789CABAE0500017500F9',2,NULL,NULL,8);
CREATE TABLE "blog_revisionsnapshot" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" BLOB NOT NULL, "page_id" bigint NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "snapshot_of_one_entry" CHECK ((("page_id" IS NOT NULL AND "post_id" IS NULL) OR ("page_id" IS NULL AND "post_id" IS NOT NULL))));
INSERT INTO "blog_revisionsnapshot" VALUES(1,X'789CAB562AC92CC94955B2527AB162C6935DDD168F1BD7BD5CD8F37442AF928E52714E693A50263BB5A004C84BCA4FA94451F76CCE9A67D3DA1F372E7FDC38F371431350496A45726A1150B1951290939B5A92189F925A9C5C94595092999F07112D494C2F06B16A0181C53460',NULL,1);
INSERT INTO "blog_revisionsnapshot" VALUES(2,X'789CAB562AC92CC94955B2527AB162C6935DDD968F1BD7BD5CD8F37442AF928E52714E693A50A620BFB844D712C84FCA4FA94451F96CCE9A67D3DA1F372E7FDC38F371431350496A45726A514109501590939B5A92189F925A9C5C94595092999F07112D494C2F06B16A01CE6E34DA',NULL,2);
INSERT INTO "blog_revisionsnapshot" VALUES(3,X'789CAB562AC92CC94955B2527AB162C6935DDD86068F1BD7BD5CD8F37442AF928E52714E693A50AA20BFB844D7D0002890949F5289AAF6D99C35CFA6B53F6E5CFEB871E6E38626A09AD48AE4D4A28212A032202737B524313E25B538B928B3A024333F0F225A92985E0C62D502002B813552',NULL,3);
INSERT INTO "blog_revisionsnapshot" VALUES(4,X'789CAB562AC92CC94955B2527AB162C6935DDD86868F1BD7BD5CD8F37442AF928E52714E693A50AA20BFB844D7D0102890949F5289AAF6D99C35CFA6B53F6E5CFEB871E6E38626A09AD48AE4D4A28212A032202737B524313E25B538B928B3A024333F0F225A92985E0C62D502002C853555',NULL,4);
INSERT INTO "blog_revisionsnapshot" VALUES(5,X'789CAB562AC92CC94955B2527AB162C6935DDD86468F1BD7BD5CD8F37442AF928E52714E693A50AA20BFB844D7D0082890949F5289AAF6D99C35CFA6B53F6E5CFEB871E6E38626A09AD48AE4D4A28212A032202737B524313E25B538B928B3A024333F0F225A92985E0C62D502002D893558',NULL,5);
INSERT INTO "blog_revisionsnapshot" VALUES(6,X'789CAB562AC92CC94955B2527AB162C6935DDD86C68F1BD7BD5CD8F37442AF928E52714E693A50AA20BFB844D7D0182890949F5289AAF6D99C35CFA6B53F6E5CFEB871E6E38626A09AD48AE4D4A28212A032202737B524313E25B538B928B3A024333F0F225A92985E0C62D502002E8D355B',NULL,6);
INSERT INTO "blog_revisionsnapshot" VALUES(7,X'789CAB562AC92CC94955B2527A3A7BD7D375B35E2E68343451D2512ACE294D070A1624A6A7EA820592F2532A51553D6E5CF76CCE9A67D3DA1F372E7FDC38F371431350596A45726A514109502590939B5A92189F925A9C5C94595092999F07112D494C2F06B16A011AB5334B',1,NULL);
INSERT INTO "blog_revisionsnapshot" VALUES(8,X'789CAB562AC92CC94955B2527A3A7BD7D375B35E2E68343455D2512ACE294D070A2626E5979600B949F92995A86A1E37AE7B3667CDB369ED8F1B973F6E9CF9B8A109A82CB52239B5A8A004A812C8C94D2D498C4F492D4E2ECA2C28C9CCCF83889624A6178358B500F72A3339',2,NULL);
CREATE TABLE "blog_series" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "trashed_at" datetime NULL, "slug" varchar(100) NOT NULL, "moved_to_id" bigint NULL REFERENCES "blog_series" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_series" VALUES(1,'連載7','',NULL,'series-7',NULL);
CREATE TABLE "blog_sidebarwidget" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "title" varchar(60) NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "count" smallint unsigned NOT NULL CHECK ("count" >= 0), "period" varchar(8) NOT NULL, "body" text NOT NULL, "body_html" text NOT NULL, "renderer_version" varchar(20) NOT NULL, "author_id" bigint NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "trashed_at" datetime NULL, "slug" varchar(100) NOT NULL, "moved_to_id" bigint NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_tag" VALUES(1,'タグ4','',NULL,'tag-4',NULL);
CREATE TABLE "blog_termmove" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "term_pk" bigint NOT NULL, "position" smallint unsigned NULL CHECK ("position" >= 0), "was_added" bool NOT NULL, "child_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "child_parent_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" datetime NOT NULL
);
CREATE TABLE "comments_ban" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "value" varchar(200) NOT NULL, "effect" varchar(10) NOT NULL, "note" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "comment_id" integer NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_ban_per_value" UNIQUE ("kind", "value"));
CREATE TABLE "comments_cannedreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(60) NOT NULL, "text" text NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0));
CREATE TABLE "comments_comment" ("xtdcomment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments_xtd_xtdcomment" ("comment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "state" varchar(10) NOT NULL, "previous_state" varchar(10) NOT NULL, "entry_key" varchar(40) NOT NULL, "root" integer NOT NULL, "path" varchar(200) NOT NULL, "body_html" text NOT NULL, "language" varchar(10) NOT NULL, "renderer_version" varchar(20) NOT NULL, "removed_at" datetime NULL, "daily_id" varchar(8) NOT NULL, "edited_at" datetime NULL, "held_for" varchar(10) NOT NULL, "is_closed" bool NOT NULL, "like_count" integer unsigned NOT NULL CHECK ("like_count" >= 0), "network_key" varchar(43) NOT NULL, "rank" smallint NOT NULL, "report_count" integer unsigned NOT NULL CHECK ("report_count" >= 0), "signals" text NOT NULL CHECK ((JSON_VALID("signals") OR "signals" IS NULL)), "spam_score" smallint NULL, "writer_key" varchar(43) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "learned_as" varchar(4) NOT NULL, "published_at" datetime NULL, "opinion_requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "comments_comment" VALUES(1,'approved','','blog.post:1',1,'0000000001','<p>感想16です。</p>
','ja','2',NULL,'',NULL,'',0,0,'',1,0,'[]',NULL,'',725,'',NULL,NULL);
INSERT INTO "comments_comment" VALUES(2,'approved','','blog.post:1',1,'00000000010000000002','<p>感想17です。</p>
','ja','2',NULL,'',NULL,'',0,0,'',1,0,'[]',NULL,'',725,'',NULL,NULL);
INSERT INTO "comments_comment" VALUES(3,'held','approved','blog.post:1',3,'0000000003','<p>感想18です。</p>
','ja','2',NULL,'',NULL,'',0,0,'',1,0,'[]',NULL,'',725,'',NULL,NULL);
INSERT INTO "comments_comment" VALUES(4,'spam','approved','blog.post:1',4,'0000000004','<p>感想19です。</p>
','ja','2',NULL,'',NULL,'',0,0,'',1,0,'[]',NULL,'',725,'spam',NULL,NULL);
INSERT INTO "comments_comment" VALUES(5,'removed','approved','blog.post:1',5,'0000000005','<p>感想20です。</p>
','ja','2','2026-11-29 17:55:00.515291','',NULL,'',0,0,'',1,0,'[]',NULL,'',725,'',NULL,NULL);
CREATE TABLE "comments_commentpolicy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "admission" varchar(10) NOT NULL, "close_after_days" smallint unsigned NULL CHECK ("close_after_days" >= 0), "max_level" smallint unsigned NOT NULL CHECK ("max_level" >= 0), "order" varchar(10) NOT NULL, "page_size" smallint unsigned NOT NULL CHECK ("page_size" >= 0), "intro" text NOT NULL, "notify_moderators" bool NOT NULL, "notify_authors" bool NOT NULL, "daily_ids" bool NOT NULL, "slow_mode_threshold" smallint unsigned NOT NULL CHECK ("slow_mode_threshold" >= 0), "keep_network_days" smallint unsigned NOT NULL CHECK ("keep_network_days" >= 0), "notification_frequency" varchar(10) NOT NULL, "max_links" smallint unsigned NOT NULL CHECK ("max_links" >= 0), "digests_until" datetime NULL);
INSERT INTO "comments_commentpolicy" VALUES(1,'open',NULL,3,'oldest',100,'',1,1,0,30,30,'instant',5,NULL);
CREATE TABLE "comments_filtersettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hold_threshold" smallint unsigned NOT NULL CHECK ("hold_threshold" >= 0), "spam_threshold" smallint unsigned NOT NULL CHECK ("spam_threshold" >= 0), "bad_words" text NOT NULL, "akismet_key" varchar(100) NOT NULL);
CREATE TABLE "comments_learnedpatterns" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "version" smallint unsigned NOT NULL CHECK ("version" >= 0), "good" integer unsigned NOT NULL CHECK ("good" >= 0), "spam" integer unsigned NOT NULL CHECK ("spam" >= 0), "counts" BLOB NOT NULL, "threshold" real NULL, "changes" integer unsigned NOT NULL CHECK ("changes" >= 0));
INSERT INTO "comments_learnedpatterns" VALUES(1,1,0,1,X'7801EDDDDB6EC2300C0050FCFF3F3DA1218128AA5042DADA3E7BEACA72F171265897CBEDE68B0001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040A0A240540C4A4C0408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001023F10881FD4A10A02DD05FC1E751F01E22740800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040604CC06CEC3137A508102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001025B012B35B626EE102040800001020408102040800001020408102040800001020408102040A0BB80FF25771F01E22740800001020408102040800001020408102040800001020408102040800001020408102040A0B7805964BDF32F7A020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408DC05EC556B1C102040800001020408102040800001020408102040800001020408102040800001024F0133099E16AE08102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408CC0AC46C05CA1320408000010204081020408000010204089C2AE0F9CEA9FC1A2740800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040804023013BDE344AF6254335022F99169D7A08189F86422F0123BE57BE454B800001022B05BCABAED4553701020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408E41330D33E5FCEF498000102040810C823E0B3569E5CE9290102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080401E81C8D3553D25408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204CA0844994804428000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204F2093847285FCEF498000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810E82260E7C82E9916270102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080C07902715ED35A264080000102040810204080000102040810204080000102040810204080000102040810204080400101B3B00A2451080408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408141770F25CF1040B8F000102BB02DE057679BC488000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204080C08D8CF60004D11020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408EC0838176607C74B0408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102070B08055F007836B8E000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080C08B40BC5CBB244080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102B5049CDA572B9FA221408000010204081020408000010204081020F09D802783DF39F929020408102040800001020408102040E05FC0B30423810001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040604EC00A95393FA5091020408000010204081020408000010204081020408000010204081020408000010204081020408000010204086C05CCD2DD9AB843800001020408102040800001020408102040800001020408102040800001020408102040800081F502666FAD37D6020102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810205055C04ACDAA9915170102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810C82610D93AACBF0408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040804063013B25344EBED00910204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080C09B80738FDF407C4B80000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102CB049C99B38C56C50408102040800001020408102040800001020408102040800001020408102040800001020F0173540C0502040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102042A0958437D7C36991F6FAE45020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408102040800001020408F410B082AD479E45498000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020703D81B85E97F48800010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010293024E6A9B0454FC838051F501C52D02040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810205056C04E8465532B300204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020408000010204081020504E20CA4524200204081020408000010204088C08F8EB68444D1902040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810204080000102040810E824F00764860034',NULL,1);
CREATE TABLE "comments_learnedtoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(64) NOT NULL UNIQUE, "good" integer unsigned NOT NULL CHECK ("good" >= 0), "spam" integer unsigned NOT NULL CHECK ("spam" >= 0));
INSERT INTO "comments_learnedtoken" VALUES(1,'',0,1);
INSERT INTO "comments_learnedtoken" VALUES(3,'です',0,1);
INSERT INTO "comments_learnedtoken" VALUES(4,'感想',0,1);
CREATE TABLE "comments_like" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reader_key" varchar(43) NOT NULL, "created_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_like_per_reader" UNIQUE ("comment_id", "reader_key"));
CREATE TABLE "comments_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" varchar(500) NOT NULL, "created_at" datetime NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "comments_replysubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(254) NOT NULL, "language" varchar(10) NOT NULL, "key" varchar(40) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "confirmed_at" datetime NULL, "comment_id" integer NOT NULL UNIQUE REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "comments_report" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reader_key" varchar(43) NOT NULL, "reason" varchar(10) NOT NULL, "text" varchar(500) NOT NULL, "created_at" datetime NOT NULL, "resolved_at" datetime NULL, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_report_per_reader" UNIQUE ("comment_id", "reader_key"));
CREATE TABLE "comments_slowmode" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "entry_key" varchar(40) NOT NULL UNIQUE, "until" datetime NOT NULL, "lifted_until" datetime NULL);
CREATE TABLE "contact_contactmessage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL UNIQUE, "name" varchar(50) NOT NULL, "email" varchar(254) NOT NULL, "text" text NOT NULL, "state" varchar(10) NOT NULL, "note" text NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "contact_contactsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "intro" text NOT NULL, "intro_html" text NOT NULL, "recipients" text NOT NULL, "keep_days" smallint unsigned NOT NULL CHECK ("keep_days" >= 0));
CREATE TABLE "core_sitesettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "tagline" varchar(200) NOT NULL, "description" text NOT NULL, "language" varchar(10) NOT NULL, "noindex" bool NOT NULL, "heading_font" varchar(10) NOT NULL, "changed_at" datetime NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "accent_dark" varchar(7) NOT NULL, "accent_light" varchar(7) NOT NULL, "corners" varchar(10) NOT NULL, "density" varchar(12) NOT NULL, "text_size" varchar(10) NOT NULL, "referrer_policy" varchar(40) NOT NULL);
INSERT INTO "core_sitesettings" VALUES(1,'糸のブログ','綴る','','ja',0,'serif',NULL,0,'#7fb8d8','#1d5f86','soft','comfortable','medium','strict-origin-when-cross-origin');
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_comment_flags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "flag" varchar(30) NOT NULL, "flag_date" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "django_comment_flags" VALUES(1,'put back into the queue','2026-11-29 17:55:00.266898',3,2);
INSERT INTO "django_comment_flags" VALUES(2,'moderator spam','2026-11-29 17:55:00.292242',4,2);
INSERT INTO "django_comment_flags" VALUES(3,'moderator deletion','2026-11-29 17:55:00.514887',5,2);
CREATE TABLE "django_comments" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_name" varchar(50) NOT NULL, "user_email" varchar(254) NOT NULL, "user_url" varchar(200) NOT NULL, "comment" text NOT NULL, "submit_date" datetime NOT NULL, "ip_address" char(39) NULL, "is_public" bool NOT NULL, "is_removed" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "django_site" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "object_pk" varchar(64) NOT NULL);
INSERT INTO "django_comments" VALUES(1,'読者16','','','感想16です。','2026-11-29 17:55:00.022132',NULL,1,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(2,'読者17','','','感想17です。','2026-11-29 17:55:00.229837',NULL,1,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(3,'読者18','','','感想18です。','2026-11-29 17:55:00.253064',NULL,0,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(4,'読者19','','','感想19です。','2026-11-29 17:55:00.279593',NULL,0,1,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(5,'読者20','','','感想20です。','2026-11-29 17:55:00.499263',NULL,0,1,18,1,NULL,'1');
CREATE TABLE "django_comments_xtd_blacklisteddomain" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "domain" varchar(200) NOT NULL);
CREATE TABLE "django_comments_xtd_xtdcomment" ("comment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" integer NOT NULL, "parent_id" integer NOT NULL, "level" smallint NOT NULL, "order" integer NOT NULL, "followup" bool NOT NULL, "nested_count" integer NOT NULL);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(1,1,1,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(2,1,1,1,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(3,3,3,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(4,4,4,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(5,5,5,0,1,0,0);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'admin','logentry');
INSERT INTO "django_content_type" VALUES(2,'backups','backupschedule');
INSERT INTO "django_content_type" VALUES(3,'backups','backup');
INSERT INTO "django_content_type" VALUES(4,'contact','contactsettings');
INSERT INTO "django_content_type" VALUES(5,'contact','contactmessage');
INSERT INTO "django_content_type" VALUES(6,'search','synonyms');
INSERT INTO "django_content_type" VALUES(7,'search','indexentry');
INSERT INTO "django_content_type" VALUES(8,'search','zeroresultquery');
INSERT INTO "django_content_type" VALUES(9,'blog','series');
INSERT INTO "django_content_type" VALUES(10,'blog','tag');
INSERT INTO "django_content_type" VALUES(11,'blog','ad');
INSERT INTO "django_content_type" VALUES(12,'blog','author');
INSERT INTO "django_content_type" VALUES(13,'blog','blogsettings');
INSERT INTO "django_content_type" VALUES(14,'blog','category');
INSERT INTO "django_content_type" VALUES(15,'blog','page');
INSERT INTO "django_content_type" VALUES(16,'blog','pageauthor');
INSERT INTO "django_content_type" VALUES(17,'blog','persona');
INSERT INTO "django_content_type" VALUES(18,'blog','post');
INSERT INTO "django_content_type" VALUES(19,'blog','postauthor');
INSERT INTO "django_content_type" VALUES(20,'blog','profilelink');
INSERT INTO "django_content_type" VALUES(21,'blog','termmove');
INSERT INTO "django_content_type" VALUES(22,'blog','redirect');
INSERT INTO "django_content_type" VALUES(23,'blog','menu');
INSERT INTO "django_content_type" VALUES(24,'blog','menuitem');
INSERT INTO "django_content_type" VALUES(25,'blog','sidebarwidget');
INSERT INTO "django_content_type" VALUES(26,'blog','previouspath');
INSERT INTO "django_content_type" VALUES(27,'blog','notfoundpath');
INSERT INTO "django_content_type" VALUES(28,'blog','postcountchange');
INSERT INTO "django_content_type" VALUES(29,'blog','creationkey');
INSERT INTO "django_content_type" VALUES(30,'blog','revisionsnapshot');
INSERT INTO "django_content_type" VALUES(31,'blog','revision');
INSERT INTO "django_content_type" VALUES(32,'accounts','user');
INSERT INTO "django_content_type" VALUES(33,'accounts','accountpolicy');
INSERT INTO "django_content_type" VALUES(34,'accounts','signup');
INSERT INTO "django_content_type" VALUES(35,'accounts','emailchange');
INSERT INTO "django_content_type" VALUES(36,'accounts','invitation');
INSERT INTO "django_content_type" VALUES(37,'accounts','device');
INSERT INTO "django_content_type" VALUES(38,'accounts','initialadminlink');
INSERT INTO "django_content_type" VALUES(39,'accounts','avatar');
INSERT INTO "django_content_type" VALUES(40,'images','image');
INSERT INTO "django_content_type" VALUES(41,'mail','outgoingmail');
INSERT INTO "django_content_type" VALUES(42,'mail','confirmation');
INSERT INTO "django_content_type" VALUES(43,'mail','mailserver');
INSERT INTO "django_content_type" VALUES(44,'mail','mailsettings');
INSERT INTO "django_content_type" VALUES(45,'mail','address');
INSERT INTO "django_content_type" VALUES(46,'audit','auditsettings');
INSERT INTO "django_content_type" VALUES(47,'audit','event');
INSERT INTO "django_content_type" VALUES(48,'core','sitesettings');
INSERT INTO "django_content_type" VALUES(49,'auth','permission');
INSERT INTO "django_content_type" VALUES(50,'auth','group');
INSERT INTO "django_content_type" VALUES(51,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(52,'sessions','session');
INSERT INTO "django_content_type" VALUES(53,'sites','site');
INSERT INTO "django_content_type" VALUES(54,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(55,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(56,'mfa','authenticator');
INSERT INTO "django_content_type" VALUES(57,'django_comments_xtd','xtdcomment');
INSERT INTO "django_content_type" VALUES(58,'django_comments_xtd','blacklisteddomain');
INSERT INTO "django_content_type" VALUES(59,'django_comments','comment');
INSERT INTO "django_content_type" VALUES(60,'django_comments','commentflag');
INSERT INTO "django_content_type" VALUES(61,'comments','commentpolicy');
INSERT INTO "django_content_type" VALUES(62,'comments','comment');
INSERT INTO "django_content_type" VALUES(63,'comments','queue');
INSERT INTO "django_content_type" VALUES(64,'comments','ban');
INSERT INTO "django_content_type" VALUES(65,'comments','cannedreply');
INSERT INTO "django_content_type" VALUES(66,'comments','filtersettings');
INSERT INTO "django_content_type" VALUES(67,'comments','like');
INSERT INTO "django_content_type" VALUES(68,'comments','note');
INSERT INTO "django_content_type" VALUES(69,'comments','report');
INSERT INTO "django_content_type" VALUES(70,'comments','slowmode');
INSERT INTO "django_content_type" VALUES(71,'comments','replysubscription');
INSERT INTO "django_content_type" VALUES(72,'comments','learnedtoken');
INSERT INTO "django_content_type" VALUES(73,'comments','learnedpatterns');
INSERT INTO "django_content_type" VALUES(74,'django_tasks_database','dbtaskresult');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-29 17:54:50.357925');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-29 17:54:50.365188');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-29 17:54:50.439893');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-29 17:54:50.445989');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-29 17:54:50.451554');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-29 17:54:50.455904');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-29 17:54:50.460686');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-29 17:54:50.461299');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-29 17:54:50.465994');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-29 17:54:50.470982');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-29 17:54:50.475815');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-29 17:54:50.481346');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-29 17:54:50.485910');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-29 17:54:50.490486');
INSERT INTO "django_migrations" VALUES(15,'accounts','0001_initial','2026-11-29 17:54:50.500616');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-29 17:54:50.518069');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-29 17:54:50.528332');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-29 17:54:50.544229');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-29 17:54:50.554953');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-29 17:54:50.563507');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-29 17:54:50.574926');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-29 17:54:50.592963');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-29 17:54:50.602195');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-29 17:54:50.609734');
INSERT INTO "django_migrations" VALUES(25,'accounts','0002_entering','2026-11-29 17:54:50.635303');
INSERT INTO "django_migrations" VALUES(26,'accounts','0003_devices','2026-11-29 17:54:50.663886');
INSERT INTO "django_migrations" VALUES(27,'accounts','0004_portrait','2026-11-29 17:54:50.675809');
INSERT INTO "django_migrations" VALUES(28,'accounts','0005_plain_names','2026-11-29 17:54:50.774617');
INSERT INTO "django_migrations" VALUES(29,'admin','0001_initial','2026-11-29 17:54:50.789178');
INSERT INTO "django_migrations" VALUES(30,'admin','0002_logentry_remove_auto_add','2026-11-29 17:54:50.806013');
INSERT INTO "django_migrations" VALUES(31,'admin','0003_logentry_add_action_flag_choices','2026-11-29 17:54:50.819982');
INSERT INTO "django_migrations" VALUES(32,'audit','0001_initial','2026-11-29 17:54:50.835030');
INSERT INTO "django_migrations" VALUES(33,'audit','0002_alter_event_verb','2026-11-29 17:54:50.843887');
INSERT INTO "django_migrations" VALUES(34,'audit','0003_desk','2026-11-29 17:54:50.854756');
INSERT INTO "django_migrations" VALUES(35,'audit','0004_picture_taken','2026-11-29 17:54:50.864471');
INSERT INTO "django_migrations" VALUES(36,'audit','0005_plain_names','2026-11-29 17:54:51.013295');
INSERT INTO "django_migrations" VALUES(37,'audit','0006_alter_event_verb','2026-11-29 17:54:51.026230');
INSERT INTO "django_migrations" VALUES(38,'backups','0001_initial','2026-11-29 17:54:51.044066');
INSERT INTO "django_migrations" VALUES(39,'backups','0002_plain_names','2026-11-29 17:54:51.062295');
INSERT INTO "django_migrations" VALUES(40,'backups','0003_machine_and_missing','2026-11-29 17:54:51.113742');
INSERT INTO "django_migrations" VALUES(41,'core','0001_initial','2026-11-29 17:54:51.117050');
INSERT INTO "django_migrations" VALUES(42,'core','0002_site_settings_version','2026-11-29 17:54:51.127964');
INSERT INTO "django_migrations" VALUES(43,'core','0003_appearance','2026-11-29 17:54:51.157562');
INSERT INTO "django_migrations" VALUES(44,'core','0004_contact_form','2026-11-29 17:54:51.165597');
INSERT INTO "django_migrations" VALUES(45,'core','0005_site_rules','2026-11-29 17:54:51.314727');
INSERT INTO "django_migrations" VALUES(46,'core','0006_home','2026-11-29 17:54:51.328164');
INSERT INTO "django_migrations" VALUES(47,'core','0007_plain_names','2026-11-29 17:54:51.349814');
INSERT INTO "django_migrations" VALUES(48,'core','0008_alter_sitesettings_home_layout','2026-11-29 17:54:51.352863');
INSERT INTO "django_migrations" VALUES(49,'core','0009_id_host_and_pr_rule','2026-11-29 17:54:51.384932');
INSERT INTO "django_migrations" VALUES(50,'images','0001_initial','2026-11-29 17:54:51.401771');
INSERT INTO "django_migrations" VALUES(51,'images','0002_trash','2026-11-29 17:54:51.429096');
INSERT INTO "django_migrations" VALUES(52,'blog','0001_initial','2026-11-29 17:54:51.859761');
INSERT INTO "django_migrations" VALUES(53,'blog','0002_appearance','2026-11-29 17:54:51.905906');
INSERT INTO "django_migrations" VALUES(54,'blog','0003_trash','2026-11-29 17:54:52.331352');
INSERT INTO "django_migrations" VALUES(55,'blog','0004_redirects','2026-11-29 17:54:52.375024');
INSERT INTO "django_migrations" VALUES(56,'blog','0005_site_rules','2026-11-29 17:54:52.563377');
INSERT INTO "django_migrations" VALUES(57,'blog','0006_menus','2026-11-29 17:54:52.570535');
INSERT INTO "django_migrations" VALUES(58,'blog','0007_home_and_sidebar','2026-11-29 17:54:52.710838');
INSERT INTO "django_migrations" VALUES(59,'blog','0008_counted_by_index','2026-11-29 17:54:52.787745');
INSERT INTO "django_migrations" VALUES(60,'blog','0009_newest_by_index','2026-11-29 17:54:52.930847');
INSERT INTO "django_migrations" VALUES(61,'blog','0010_comment_modes','2026-11-29 17:54:52.969640');
INSERT INTO "django_migrations" VALUES(62,'blog','0011_plain_names','2026-11-29 17:54:53.154638');
INSERT INTO "django_migrations" VALUES(63,'blog','0012_settings_rows','2026-11-29 17:54:53.187806');
INSERT INTO "django_migrations" VALUES(64,'blog','0013_blog_settings','2026-11-29 17:54:54.083616');
INSERT INTO "django_migrations" VALUES(65,'blog','0014_post_count_change','2026-11-29 17:54:54.086285');
INSERT INTO "django_migrations" VALUES(66,'blog','0015_revisions','2026-11-29 17:54:54.222790');
INSERT INTO "django_migrations" VALUES(67,'sites','0001_initial','2026-11-29 17:54:54.225578');
INSERT INTO "django_migrations" VALUES(68,'django_comments','0001_initial','2026-11-29 17:54:54.345221');
INSERT INTO "django_migrations" VALUES(69,'django_comments','0002_update_user_email_field_length','2026-11-29 17:54:54.382087');
INSERT INTO "django_migrations" VALUES(70,'django_comments','0003_add_submit_date_index','2026-11-29 17:54:54.418036');
INSERT INTO "django_migrations" VALUES(71,'django_comments','0004_add_object_pk_is_removed_index','2026-11-29 17:54:54.610005');
INSERT INTO "django_migrations" VALUES(72,'django_comments_xtd','0001_initial','2026-11-29 17:54:54.659652');
INSERT INTO "django_migrations" VALUES(73,'django_comments_xtd','0002_blacklisteddomain','2026-11-29 17:54:54.662847');
INSERT INTO "django_migrations" VALUES(74,'django_comments_xtd','0003_auto_20170220_1333','2026-11-29 17:54:54.671419');
INSERT INTO "django_migrations" VALUES(75,'django_comments_xtd','0004_auto_20170221_1510','2026-11-29 17:54:54.680371');
INSERT INTO "django_migrations" VALUES(76,'django_comments_xtd','0005_auto_20170920_1247','2026-11-29 17:54:54.689779');
INSERT INTO "django_migrations" VALUES(77,'django_comments_xtd','0006_auto_20181204_0948','2026-11-29 17:54:54.700081');
INSERT INTO "django_migrations" VALUES(78,'django_comments_xtd','0007_xtdcomment_nested_count','2026-11-29 17:54:54.717488');
INSERT INTO "django_migrations" VALUES(79,'django_comments_xtd','0008_auto_20200920_2037','2026-11-29 17:54:54.771635');
INSERT INTO "django_migrations" VALUES(80,'comments','0001_initial','2026-11-29 17:54:54.818374');
INSERT INTO "django_migrations" VALUES(81,'comments','0002_trash','2026-11-29 17:54:54.868826');
INSERT INTO "django_migrations" VALUES(82,'comments','0003_readers_and_desk','2026-11-29 17:54:56.106491');
INSERT INTO "django_migrations" VALUES(83,'comments','0004_queue_at_scale','2026-11-29 17:54:56.211855');
INSERT INTO "django_migrations" VALUES(84,'comments','0005_shown_at','2026-11-29 17:54:56.248723');
INSERT INTO "django_migrations" VALUES(85,'comments','0006_digests_until','2026-11-29 17:54:56.255356');
INSERT INTO "django_migrations" VALUES(86,'comments','0007_size','2026-11-29 17:54:56.545368');
INSERT INTO "django_migrations" VALUES(87,'comments','0008_plain_names','2026-11-29 17:54:57.032097');
INSERT INTO "django_migrations" VALUES(88,'comments','0009_names_and_placeholders','2026-11-29 17:54:57.060649');
INSERT INTO "django_migrations" VALUES(89,'comments','0010_learned_patterns','2026-11-29 17:54:57.064260');
INSERT INTO "django_migrations" VALUES(90,'contact','0001_initial','2026-11-29 17:54:57.069229');
INSERT INTO "django_migrations" VALUES(91,'contact','0002_make_room','2026-11-29 17:54:57.120335');
INSERT INTO "django_migrations" VALUES(92,'contact','0003_plain_names','2026-11-29 17:54:57.141988');
INSERT INTO "django_migrations" VALUES(93,'core','0010_move_blog_settings','2026-11-29 17:54:57.647494');
INSERT INTO "django_migrations" VALUES(94,'django_tasks_database','0001_initial','2026-11-29 17:54:57.652343');
INSERT INTO "django_migrations" VALUES(95,'django_tasks_database','0002_alter_dbtaskresult_options','2026-11-29 17:54:57.656321');
INSERT INTO "django_migrations" VALUES(96,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-11-29 17:54:57.673377');
INSERT INTO "django_migrations" VALUES(97,'django_tasks_database','0004_dbtaskresult_started_at','2026-11-29 17:54:57.679023');
INSERT INTO "django_migrations" VALUES(98,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-11-29 17:54:57.702700');
INSERT INTO "django_migrations" VALUES(99,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-11-29 17:54:57.738478');
INSERT INTO "django_migrations" VALUES(100,'django_tasks_database','0007_add_separate_results_fields','2026-11-29 17:54:57.749905');
INSERT INTO "django_migrations" VALUES(101,'django_tasks_database','0008_separate_results_field','2026-11-29 17:54:57.806816');
INSERT INTO "django_migrations" VALUES(102,'django_tasks_database','0009_remove_results_field','2026-11-29 17:54:57.819801');
INSERT INTO "django_migrations" VALUES(103,'django_tasks_database','0010_alter_dbtaskresult_status','2026-11-29 17:54:57.832877');
INSERT INTO "django_migrations" VALUES(104,'django_tasks_database','0011_rename_complete_status','2026-11-29 17:54:57.887726');
INSERT INTO "django_migrations" VALUES(105,'django_tasks_database','0012_add_separate_exception_fields','2026-11-29 17:54:57.910967');
INSERT INTO "django_migrations" VALUES(106,'django_tasks_database','0013_separate_exception_fields','2026-11-29 17:54:57.961495');
INSERT INTO "django_migrations" VALUES(107,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-11-29 17:54:57.972812');
INSERT INTO "django_migrations" VALUES(108,'django_tasks_database','0015_correctly_order_run_after','2026-11-29 17:54:57.976216');
INSERT INTO "django_migrations" VALUES(109,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-11-29 17:54:58.119583');
INSERT INTO "django_migrations" VALUES(110,'django_tasks_database','0017_dbtaskresult_metadata','2026-11-29 17:54:58.135401');
INSERT INTO "django_migrations" VALUES(111,'django_tasks_database','0018_rename_succeeded_status','2026-11-29 17:54:58.222351');
INSERT INTO "django_migrations" VALUES(112,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-11-29 17:54:58.268106');
INSERT INTO "django_migrations" VALUES(113,'django_tasks_database','0020_update_db_task_result_ordering','2026-11-29 17:54:58.279821');
INSERT INTO "django_migrations" VALUES(114,'django_tasks_database','0021_conditional_partial_index_ordering','2026-11-29 17:54:58.289064');
INSERT INTO "django_migrations" VALUES(115,'images','0003_image_preview','2026-11-29 17:54:58.376809');
INSERT INTO "django_migrations" VALUES(116,'mail','0001_initial','2026-11-29 17:54:58.382290');
INSERT INTO "django_migrations" VALUES(117,'mail','0002_grown','2026-11-29 17:54:58.652965');
INSERT INTO "django_migrations" VALUES(118,'mfa','0001_initial','2026-11-29 17:54:58.713168');
INSERT INTO "django_migrations" VALUES(119,'mfa','0002_authenticator_timestamps','2026-11-29 17:54:58.779447');
INSERT INTO "django_migrations" VALUES(120,'mfa','0003_authenticator_type_uniq','2026-11-29 17:54:58.875613');
INSERT INTO "django_migrations" VALUES(121,'search','0001_initial','2026-11-29 17:54:58.881687');
INSERT INTO "django_migrations" VALUES(122,'search','0002_index','2026-11-29 17:54:58.933031');
INSERT INTO "django_migrations" VALUES(123,'search','0003_plain_names','2026-11-29 17:54:59.090667');
INSERT INTO "django_migrations" VALUES(124,'sessions','0001_initial','2026-11-29 17:54:59.096208');
INSERT INTO "django_migrations" VALUES(125,'sites','0002_alter_domain_unique','2026-11-29 17:54:59.110429');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL, "domain" varchar(100) NOT NULL UNIQUE);
INSERT INTO "django_site" VALUES(1,'example.com','example.com');
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f596a3ee74ed4533973e9f99d05154aa','{"args": [3, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.906156',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('59841b54a015443d9d7807ed47e1040b','{"args": [0, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.948707',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('8444768a17fd40108de7afe368ba8d35','{"args": [0, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.956027',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('2acc767b68324058b3cdf1424d6ab656','{"args": [0, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.966103',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ccfe040636ac43a4920f9306cbb9a8f0','{"args": [0, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.977933',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('594335331b7a4604a27c56e2593646fb','{"args": [0, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.985058',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('db9329cee4cf47c2a53b1a5c4a34f15a','{"args": [0, 6], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:54:59.996677',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('6e12e5444d484e6ea2c39b3ea471449b','{"args": [0, 6], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.004965',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('536dd3d1ae0747dfa6d513935192e59e','{"args": [1, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.013865',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('13b74c10d0c84aacb4915bbb209b9205','{"args": [1, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.020679',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('df25cac7ddbe494aa99b1bd25d1a9036','{"args": [2, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.221957',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ab8cb652f8694e6483e5e449ff967ff4','{"args": [2, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.222374',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('c4e2ed1ad90c4dc2a71bda071a3555ec','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.222669',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ed82f5a8b49641849ec6b7eb4c16b3e2','{"args": [2, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.246683',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('5c620e5644e1422ab7fad1fcab9911ca','{"args": [2, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.247217',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('81819333f431408cb36b2ea5206f4ec8','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.247597',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('e7fb2be940464c1296909a9fa7231647','{"args": [2, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.263582',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('cb4536c339e642f5865342f829122f86','{"args": [2, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.264206',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('936de41396d14a3789c905e4c04b3ea1','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.264569',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('c0faad85c0224f659d7a460e5122f82d','{"args": [2, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.289406',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('e676f54cd5324d73befa5ce964c4c3c7','{"args": [2, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.289779',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ba1fa6b54d18468784848e62217cb50d','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.290072',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('bce0d5947e7a4f30af07b9be125a509e','{"args": [2, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.509684',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('b8398c0fc2e14ab89041d82343b09a1b','{"args": [2, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.510076',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('0eea5f6da7804c69a67c3dfd6e3d6e6f','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 17:55:00.510379',NULL,NULL,NULL,'','','[]','READY');
CREATE TABLE "images_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(32) NOT NULL UNIQUE, "alt" varchar(300) NOT NULL, "original" varchar(200) NOT NULL, "file_name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "renditions" text NOT NULL CHECK ((JSON_VALID("renditions") OR "renditions" IS NULL)), "created_at" datetime NOT NULL, "uploaded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "trashed_at" datetime NULL, "preview" text NULL CHECK ((JSON_VALID("preview") OR "preview" IS NULL)), "is_animated" bool DEFAULT 0 NOT NULL);
INSERT INTO "images_image" VALUES(1,'u2RUrutVdlREzzqf','','','','0000000000000000000000000000000000000000000000000000000000000005',1200,630,'[{"name": "picture-5.webp", "width": 1200, "height": 630}]','2026-11-29 17:54:59.905443',NULL,NULL,NULL,0);
CREATE TABLE "mail_address" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(254) NOT NULL UNIQUE, "language" varchar(10) NOT NULL, "confirmed_at" datetime NULL, "suppressed_at" datetime NULL, "reason" varchar(20) NOT NULL, "note" text NOT NULL, "created_at" datetime NOT NULL, "decided_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mail_confirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "mailbox" varchar(64) NOT NULL UNIQUE, "count" smallint unsigned NOT NULL CHECK ("count" >= 0), "sent_at" datetime NOT NULL, "free_at" datetime NOT NULL);
CREATE TABLE "mail_mailserver" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "failures" integer unsigned NOT NULL CHECK ("failures" >= 0), "failing_since" datetime NULL, "retry_at" datetime NULL, "last_answer" text NOT NULL, "last_success_at" datetime NULL);
CREATE TABLE "mail_mailsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "keep_text_days" smallint unsigned NOT NULL CHECK ("keep_text_days" >= 0), "keep_mails_days" smallint unsigned NOT NULL CHECK ("keep_mails_days" >= 0));
CREATE TABLE "mail_outgoingmail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL UNIQUE, "recipient" varchar(254) NOT NULL, "subject" varchar(250) NOT NULL, "text" text NOT NULL, "html" text NOT NULL, "language" varchar(10) NOT NULL, "headers" text NOT NULL CHECK ((JSON_VALID("headers") OR "headers" IS NULL)), "is_secret" bool NOT NULL, "state" varchar(10) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "error" text NOT NULL, "created_at" datetime NOT NULL, "send_after" datetime NOT NULL, "sent_at" datetime NULL, "answer" text NOT NULL, "failed_at" datetime NULL, "ignores_suppression" bool NOT NULL);
INSERT INTO "mail_outgoingmail" VALUES(1,'comment-1-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者16さんが「記事8の題名」にコメントしました：

感想16です。

コメントはすでにページに表示されています。返信や削除はこちらから：
http://testserver/admin/comments/queue/?comment=1

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzEsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:SS1CEQPJIaCVtafD0r_P6q4bJzxN_0qel0uRRvvbZ_E/

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
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者16さんが「記事8の題名」にコメントしました：</p>
<blockquote><p>感想16です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や削除はこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=1">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzEsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:SS1CEQPJIaCVtafD0r_P6q4bJzxN_0qel0uRRvvbZ_E/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 17:55:00.220732','2026-11-29 17:55:00.219405',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(2,'comment-2-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者17さんが「記事8の題名」にコメントしました：

感想17です。

読者16さんへの返信です。元のコメント：

感想16です。

コメントはすでにページに表示されています。返信や削除はこちらから：
http://testserver/admin/comments/queue/?comment=2

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzIsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:Q7aDhYhWjU6OoMjDRzgaAHP1e6LZLttBNGO99EukjpE/

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
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者17さんが「記事8の題名」にコメントしました：</p>
<blockquote><p>感想17です。</p></blockquote>
<p>読者16さんへの返信です。元のコメント：</p>
<blockquote><p>感想16です。</p></blockquote>
<p>コメントはすでにページに表示されています。返信や削除はこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=2">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzIsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:Q7aDhYhWjU6OoMjDRzgaAHP1e6LZLttBNGO99EukjpE/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 17:55:00.243385','2026-11-29 17:55:00.242732',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(3,'comment-3-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者18さんが「記事8の題名」にコメントしました：

感想18です。

コメントはすでにページに表示されています。返信や削除はこちらから：
http://testserver/admin/comments/queue/?comment=3

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzMsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:mV0CYuZQbpBBfXURG_cmAkgCe88mQpP37R6o_afKsQs/

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
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者18さんが「記事8の題名」にコメントしました：</p>
<blockquote><p>感想18です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や削除はこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=3">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzMsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:mV0CYuZQbpBBfXURG_cmAkgCe88mQpP37R6o_afKsQs/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 17:55:00.262108','2026-11-29 17:55:00.261456',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(4,'comment-4-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者19さんが「記事8の題名」にコメントしました：

感想19です。

コメントはすでにページに表示されています。返信や削除はこちらから：
http://testserver/admin/comments/queue/?comment=4

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzQsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:zv4e8MU5Zzx4hO_q-wzptJAbr3UueTf8bGDwgTka3uI/

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
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者19さんが「記事8の題名」にコメントしました：</p>
<blockquote><p>感想19です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や削除はこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=4">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzQsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:zv4e8MU5Zzx4hO_q-wzptJAbr3UueTf8bGDwgTka3uI/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 17:55:00.288451','2026-11-29 17:55:00.287877',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(5,'comment-5-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者20さんが「記事8の題名」にコメントしました：

感想20です。

コメントはすでにページに表示されています。返信や削除はこちらから：
http://testserver/admin/comments/queue/?comment=5

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzUsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:bbFM8YdM6Ff4SJHpcUZWmCeEasPgs7R2fHbWAs9bWyg/

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
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者20さんが「記事8の題名」にコメントしました：</p>
<blockquote><p>感想20です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や削除はこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=5">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzUsMSwiYXBwcm92ZWQiLCJWYkdKeS1rWFd3Zk45N1RGIl0:1xXj76:bbFM8YdM6Ff4SJHpcUZWmCeEasPgs7R2fHbWAs9bWyg/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 17:55:00.508718','2026-11-29 17:55:00.508143',NULL,'',NULL,0);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts','search_fts',0,'CREATE VIRTUAL TABLE search_fts USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_config" VALUES('version',4);
CREATE TABLE 'search_fts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_data" VALUES(1,X'');
INSERT INTO "search_fts_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts_headings','search_fts_headings',0,'CREATE VIRTUAL TABLE search_fts_headings USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_headings_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_headings_config" VALUES('version',4);
CREATE TABLE 'search_fts_headings_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_headings_data" VALUES(1,X'');
INSERT INTO "search_fts_headings_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_headings_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_fts_headings_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE 'search_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts_title','search_fts_title',0,'CREATE VIRTUAL TABLE search_fts_title USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_title_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_title_config" VALUES('version',4);
CREATE TABLE 'search_fts_title_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_title_data" VALUES(1,X'');
INSERT INTO "search_fts_title_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_title_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_fts_title_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE "search_indexentry" ("position" bigint NOT NULL PRIMARY KEY, "kind" smallint unsigned NOT NULL CHECK ("kind" >= 0), "object_id" bigint unsigned NOT NULL CHECK ("object_id" >= 0), "text" text NOT NULL, "folded" text NOT NULL, "title" text NOT NULL, "headings" text NOT NULL, "digest" varchar(32) NOT NULL, CONSTRAINT "search_entry_once" UNIQUE ("kind", "object_id"));
CREATE TABLE "search_synonyms" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groups" text NOT NULL);
CREATE TABLE "search_zeroresultquery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "query" varchar(100) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "last_on" date NOT NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
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
CREATE INDEX "accounts_signup_expires_at_a0496dbc" ON "accounts_signup" ("expires_at");
CREATE INDEX "accounts_emailchange_expires_at_7a1ba511" ON "accounts_emailchange" ("expires_at");
CREATE UNIQUE INDEX "one_open_invitation_per_email" ON "accounts_invitation" ("email") WHERE ("accepted_at" IS NULL AND "revoked_at" IS NULL);
CREATE INDEX "accounts_invitation_accepted_by_id_ba632539" ON "accounts_invitation" ("accepted_by_id");
CREATE INDEX "accounts_invitation_invited_by_id_94a21efc" ON "accounts_invitation" ("invited_by_id");
CREATE UNIQUE INDEX "one_user_per_username" ON "accounts_user" ((LOWER("username")));
CREATE UNIQUE INDEX "one_user_per_email" ON "accounts_user" ((LOWER("email"))) WHERE NOT ("email" = '');
CREATE INDEX "accounts_device_user_id_f8e29eb4" ON "accounts_device" ("user_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "event_by_created_at" ON "audit_event" ("created_at" DESC, "id" DESC);
CREATE INDEX "event_by_actor" ON "audit_event" ("actor_id", "created_at" DESC, "id" DESC);
CREATE INDEX "event_by_verb" ON "audit_event" ("verb", "created_at" DESC, "id" DESC);
CREATE INDEX "event_by_target" ON "audit_event" ("target_kind", "target_pk", "created_at" DESC, "id" DESC);
CREATE INDEX "backups_backup_made_at_6db6ad79" ON "backups_backup" ("made_at");
CREATE INDEX "backups_backup_requested_by_id_50010827" ON "backups_backup" ("requested_by_id");
CREATE INDEX "blog_ad_image_id_852fc4fd" ON "blog_ad" ("image_id");
CREATE INDEX "blog_author_avatar_id_9df152b3" ON "blog_author" ("avatar_id");
CREATE INDEX "blog_persona_avatar_id_b9d37f3c" ON "blog_persona" ("avatar_id");
CREATE INDEX "blog_profilelink_author_id_37b0daee" ON "blog_profilelink" ("author_id");
CREATE UNIQUE INDEX "blog_post_tags_post_id_tag_id_4925ec37_uniq" ON "blog_post_tags" ("post_id", "tag_id");
CREATE INDEX "blog_post_tags_post_id_a1c71c8a" ON "blog_post_tags" ("post_id");
CREATE INDEX "blog_post_tags_tag_id_0875c551" ON "blog_post_tags" ("tag_id");
CREATE INDEX "blog_oldpath_content_type_id_e20ad397" ON "blog_previouspath" ("content_type_id");
CREATE INDEX "blog_pageauthor_author_id_ef959b1c" ON "blog_pageauthor" ("author_id");
CREATE INDEX "blog_pageauthor_page_id_72db43a6" ON "blog_pageauthor" ("page_id");
CREATE INDEX "blog_postauthor_author_id_8ecd7047" ON "blog_postauthor" ("author_id");
CREATE INDEX "blog_postauthor_post_id_50f6b1cc" ON "blog_postauthor" ("post_id");
CREATE INDEX "blog_series_moved_to_id_91a0dc86" ON "blog_series" ("moved_to_id");
CREATE INDEX "blog_tag_moved_to_id_1b37d8d6" ON "blog_tag" ("moved_to_id");
CREATE UNIQUE INDEX "one_series_per_slug" ON "blog_series" ("slug") WHERE "trashed_at" IS NULL;
CREATE UNIQUE INDEX "one_tag_per_slug" ON "blog_tag" ("slug") WHERE "trashed_at" IS NULL;
CREATE INDEX "term_move_of_term" ON "blog_termmove" ("kind", "term_pk");
CREATE INDEX "blog_termmove_child_id_87db43d9" ON "blog_termmove" ("child_id");
CREATE INDEX "blog_termmove_child_parent_id_90250191" ON "blog_termmove" ("child_parent_id");
CREATE INDEX "blog_termmove_post_id_ee488dd0" ON "blog_termmove" ("post_id");
CREATE INDEX "missed_by_rarity" ON "blog_notfoundpath" ("count", "last_on");
CREATE INDEX "blog_redirect_content_type_id_eafde7fd" ON "blog_redirect" ("content_type_id");
CREATE UNIQUE INDEX "blog_blogsettings_ads_excluded_categories_blogsettings_id_category_id_f1eb5dba_uniq" ON "blog_blogsettings_ads_excluded_categories" ("blogsettings_id", "category_id");
CREATE INDEX "blog_blogsettings_ads_excluded_categories_blogsettings_id_2a144caa" ON "blog_blogsettings_ads_excluded_categories" ("blogsettings_id");
CREATE INDEX "blog_blogsettings_ads_excluded_categories_category_id_4a6c1b38" ON "blog_blogsettings_ads_excluded_categories" ("category_id");
CREATE UNIQUE INDEX "blog_blogsettings_ads_excluded_tags_blogsettings_id_tag_id_558a6eb8_uniq" ON "blog_blogsettings_ads_excluded_tags" ("blogsettings_id", "tag_id");
CREATE INDEX "blog_blogsettings_ads_excluded_tags_blogsettings_id_a00d107a" ON "blog_blogsettings_ads_excluded_tags" ("blogsettings_id");
CREATE INDEX "blog_blogsettings_ads_excluded_tags_tag_id_ad5dde81" ON "blog_blogsettings_ads_excluded_tags" ("tag_id");
CREATE INDEX "blog_page_cover_id_1a9aa53b" ON "blog_page" ("cover_id");
CREATE INDEX "blog_menuitem_menu_id_813eb129" ON "blog_menuitem" ("menu_id");
CREATE UNIQUE INDEX "one_category_per_path" ON "blog_category" ("path") WHERE "trashed_at" IS NULL;
CREATE INDEX "blog_category_parent_id_2d80fe5c" ON "blog_category" ("parent_id");
CREATE INDEX "blog_category_moved_to_id_835740d9" ON "blog_category" ("moved_to_id");
CREATE INDEX "blog_post_category_id_c326dbf8" ON "blog_post" ("category_id");
CREATE INDEX "blog_post_cover_id_1006bf93" ON "blog_post" ("cover_id");
CREATE INDEX "blog_post_series_id_fbf7a102" ON "blog_post" ("series_id");
CREATE INDEX "blog_post_categor_cb6e5f_idx" ON "blog_post" ("category_id", "published_at" DESC);
CREATE INDEX "blog_post_series__b6e92a_idx" ON "blog_post" ("series_id", "series_position");
CREATE INDEX "blog_post_home_pl_c2af64_idx" ON "blog_post" ("home_place", "published_at" DESC);
CREATE INDEX "blog_post_comment_7872dc_idx" ON "blog_post" ("comment_count" DESC, "published_at" DESC);
CREATE UNIQUE INDEX "sidebar_kind_once" ON "blog_sidebarwidget" ("kind") WHERE NOT ("kind" = 'text');
CREATE INDEX "blog_sidebarwidget_author_id_6b05fe0a" ON "blog_sidebarwidget" ("author_id");
CREATE INDEX "post_public" ON "blog_post" ("status", "published_at", "expire_at");
CREATE INDEX "post_public_in_category" ON "blog_post" ("category_id", "status", "published_at", "expire_at");
CREATE INDEX "post_newest_first" ON "blog_post" ("published_at" DESC, "id" DESC);
CREATE INDEX "blog_previo_content_b3e1e6_idx" ON "blog_previouspath" ("content_type_id", "object_id");
CREATE INDEX "blog_blogsettings_default_cover_id_186d5053" ON "blog_blogsettings" ("default_cover_id");
CREATE INDEX "blog_blogsettings_logo_id_ead67a9a" ON "blog_blogsettings" ("logo_id");
CREATE INDEX "blog_blogsettings_icon_id_376e6563" ON "blog_blogsettings" ("icon_id");
CREATE INDEX "blog_creationkey_page_id_17b48d4f" ON "blog_creationkey" ("page_id");
CREATE INDEX "blog_creationkey_post_id_c0448bdc" ON "blog_creationkey" ("post_id");
CREATE INDEX "blog_creationkey_user_id_31c4f155" ON "blog_creationkey" ("user_id");
CREATE INDEX "blog_revisionsnapshot_page_id_47998554" ON "blog_revisionsnapshot" ("page_id");
CREATE INDEX "blog_revisionsnapshot_post_id_6e3d1397" ON "blog_revisionsnapshot" ("post_id");
CREATE INDEX "blog_revision_page_id_1f8c625b" ON "blog_revision" ("page_id");
CREATE INDEX "blog_revision_post_id_dd955da5" ON "blog_revision" ("post_id");
CREATE INDEX "blog_revision_user_id_b2cd886e" ON "blog_revision" ("user_id");
CREATE INDEX "blog_revision_snapshot_id_4dc076fb" ON "blog_revision" ("snapshot_id");
CREATE UNIQUE INDEX "django_comment_flags_user_id_comment_id_flag_537f77a7_uniq" ON "django_comment_flags" ("user_id", "comment_id", "flag");
CREATE INDEX "django_comment_flags_flag_8b141fcb" ON "django_comment_flags" ("flag");
CREATE INDEX "django_comment_flags_comment_id_d8054933" ON "django_comment_flags" ("comment_id");
CREATE INDEX "django_comment_flags_user_id_f3f81f0a" ON "django_comment_flags" ("user_id");
CREATE INDEX "django_comments_submit_date_514ed2d9" ON "django_comments" ("submit_date");
CREATE INDEX "django_comments_is_removed_52a03ae3" ON "django_comments" ("is_removed");
CREATE INDEX "django_comments_content_type_id_c4afe962" ON "django_comments" ("content_type_id");
CREATE INDEX "django_comments_site_id_9dcf666e" ON "django_comments" ("site_id");
CREATE INDEX "django_comments_user_id_a0a440a1" ON "django_comments" ("user_id");
CREATE INDEX "django_comments_object_pk_7fc98e83" ON "django_comments" ("object_pk");
CREATE INDEX "django_comments_xtd_blacklisteddomain_domain_43b81328" ON "django_comments_xtd_blacklisteddomain" ("domain");
CREATE INDEX "django_comments_xtd_xtdcomment_thread_id_e192a27a" ON "django_comments_xtd_xtdcomment" ("thread_id");
CREATE INDEX "django_comments_xtd_xtdcomment_order_36db562d" ON "django_comments_xtd_xtdcomment" ("order");
CREATE INDEX "django_comments_xtd_xtdcomment_nested_count_ad55f6a9" ON "django_comments_xtd_xtdcomment" ("nested_count");
CREATE INDEX "comments_note_author_id_dea831d8" ON "comments_note" ("author_id");
CREATE INDEX "comments_note_comment_id_9ac17a91" ON "comments_note" ("comment_id");
CREATE INDEX "comments_replywish_user_id_6f266810" ON "comments_replysubscription" ("user_id");
CREATE INDEX "comments_ban_comment_id_ee6466fa" ON "comments_ban" ("comment_id");
CREATE INDEX "comments_ban_created_by_id_084d757b" ON "comments_ban" ("created_by_id");
CREATE INDEX "comments_like_comment_id_7f6dd232" ON "comments_like" ("comment_id");
CREATE INDEX "like_by_reader" ON "comments_like" ("reader_key");
CREATE INDEX "comments_report_comment_id_bbaf98e5" ON "comments_report" ("comment_id");
CREATE INDEX comment_by_email ON django_comments (user_email);
CREATE INDEX comment_by_name ON django_comments (user_name);
CREATE INDEX "subscription_by_address" ON "comments_replysubscription" ("address");
CREATE INDEX "comments_comment_removed_at_b0ead933" ON "comments_comment" ("removed_at");
CREATE INDEX "comments_comment_opinion_requested_by_id_e8102feb" ON "comments_comment" ("opinion_requested_by_id");
CREATE INDEX "comment_in_conversation" ON "comments_comment" ("root", "path");
CREATE INDEX "comment_by_writer" ON "comments_comment" ("writer_key");
CREATE INDEX "comment_by_network" ON "comments_comment" ("network_key");
CREATE INDEX "comment_in_queue" ON "comments_comment" ("state", "xtdcomment_ptr_id");
CREATE INDEX "comment_in_thread" ON "comments_comment" ("entry_key", "state", "rank", "root", "path", "size");
CREATE INDEX "report_open" ON "comments_report" ("comment_id") WHERE "resolved_at" IS NULL;
CREATE INDEX "contact_contactmessage_created_at_0ef56624" ON "contact_contactmessage" ("created_at");
CREATE INDEX "contact_by_state" ON "contact_contactmessage" ("state", "id" DESC);
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "images_image_sha256_76cf12fa" ON "images_image" ("sha256");
CREATE INDEX "images_image_uploaded_by_id_7e8eae3a" ON "images_image" ("uploaded_by_id");
CREATE INDEX "images_image_trashed_at_7e52e581" ON "images_image" ("trashed_at");
CREATE INDEX "mail_confirmation_sent_at_e8207ff2" ON "mail_confirmation" ("sent_at");
CREATE INDEX "mail_outgoingmail_send_after_a10ac4cd" ON "mail_outgoingmail" ("send_after");
CREATE INDEX "mail_outgoi_state_559ac8_idx" ON "mail_outgoingmail" ("state", "send_after");
CREATE INDEX "mail_address_suppressed_at_a06eee25" ON "mail_address" ("suppressed_at");
CREATE INDEX "mail_address_decided_by_id_81f846df" ON "mail_address" ("decided_by_id");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "cache_expires" ON "cache" ("expires");
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',125);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',74);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',260);
INSERT INTO "sqlite_sequence" VALUES('auth_group',4);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('accounts_user',2);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',0);
INSERT INTO "sqlite_sequence" VALUES('backups_backup',0);
INSERT INTO "sqlite_sequence" VALUES('core_sitesettings',1);
INSERT INTO "sqlite_sequence" VALUES('blog_pageauthor',2);
INSERT INTO "sqlite_sequence" VALUES('blog_postauthor',6);
INSERT INTO "sqlite_sequence" VALUES('blog_series',1);
INSERT INTO "sqlite_sequence" VALUES('blog_tag',1);
INSERT INTO "sqlite_sequence" VALUES('blog_page',2);
INSERT INTO "sqlite_sequence" VALUES('blog_category',2);
INSERT INTO "sqlite_sequence" VALUES('blog_post',6);
INSERT INTO "sqlite_sequence" VALUES('blog_blogsettings',1);
INSERT INTO "sqlite_sequence" VALUES('django_comments',5);
INSERT INTO "sqlite_sequence" VALUES('comments_commentpolicy',1);
INSERT INTO "sqlite_sequence" VALUES('comments_note',0);
INSERT INTO "sqlite_sequence" VALUES('comments_replysubscription',0);
INSERT INTO "sqlite_sequence" VALUES('comments_ban',0);
INSERT INTO "sqlite_sequence" VALUES('comments_like',0);
INSERT INTO "sqlite_sequence" VALUES('comments_report',0);
INSERT INTO "sqlite_sequence" VALUES('images_image',1);
INSERT INTO "sqlite_sequence" VALUES('mail_outgoingmail',5);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',0);
INSERT INTO "sqlite_sequence" VALUES('django_site',1);
INSERT INTO "sqlite_sequence" VALUES('auth_group_permissions',223);
INSERT INTO "sqlite_sequence" VALUES('accounts_user_groups',1);
INSERT INTO "sqlite_sequence" VALUES('audit_event',13);
INSERT INTO "sqlite_sequence" VALUES('blog_author',1);
INSERT INTO "sqlite_sequence" VALUES('blog_postcountchange',6);
INSERT INTO "sqlite_sequence" VALUES('blog_persona',1);
INSERT INTO "sqlite_sequence" VALUES('blog_revisionsnapshot',8);
INSERT INTO "sqlite_sequence" VALUES('blog_revision',8);
INSERT INTO "sqlite_sequence" VALUES('blog_post_tags',1);
INSERT INTO "sqlite_sequence" VALUES('django_comment_flags',3);
INSERT INTO "sqlite_sequence" VALUES('comments_learnedtoken',4);
INSERT INTO "sqlite_sequence" VALUES('comments_learnedpatterns',1);
COMMIT;
